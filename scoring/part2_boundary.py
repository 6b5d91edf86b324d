"""Part 2, row 5: the boundary of the zone as the city states it, and as the program measures its file."""

from typing import Literal, get_args

from pydantic import field_validator

from scoring.fields import Record, added, asked
from scoring.quantities import Number, Percent, Text, Whole

Remark = Literal[
    "reprojected",
    "system_assumed",
    "turned",
    "closed",
    "others_left_out",
    "parts_joined",
    "self_crossing",
    "partly_outside",
    "outside",
]
REMARKS = {
    "reprojected": ("แปลงพิกัดเป็น WGS 84 แล้ว", "the coordinates were converted to WGS 84"),
    "system_assumed": (
        "ไฟล์ไม่บอกระบบพิกัด จึงถือตามค่าพิกัดที่พบ",
        "the file names no coordinate system; it was taken from the coordinates themselves",
    ),
    "turned": ("ละติจูดกับลองจิจูดสลับกัน สลับกลับให้แล้ว", "latitude and longitude were swapped; they were put right"),
    "closed": (
        "เส้นขอบเขตไม่บรรจบ ต่อปลายให้แล้ว",
        "the boundary was drawn as an open line; its ends were joined",
    ),
    "others_left_out": ("มีจุดหรือเส้นที่ไม่ใช่ขอบเขต ไม่นับรวม", "points or lines beside the boundary were left out"),
    "parts_joined": ("ไฟล์มีหลายพื้นที่ รวมเป็นเขตเดียว", "the file holds several areas; they were joined into one"),
    "self_crossing": ("เส้นขอบเขตตัดกันเอง แก้ให้แล้ว", "the boundary crosses itself; it was mended"),
    "partly_outside": ("พื้นที่บางส่วนอยู่นอกประเทศไทย", "a part of the area lies outside Thailand"),
    "outside": ("พื้นที่ทั้งหมดอยู่นอกประเทศไทย", "the whole area lies outside Thailand"),
}


def in_order(remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """Each once, in one order, whichever was noted first."""
    return tuple(one for one in get_args(Remark) if one in remarks)


class Overlap(Record):
    """Another smart city whose area this one overlaps."""

    city: Text | None = added("เมืองอัจฉริยะที่ทับซ้อน", "smart city overlapped", "zone.boundary")
    area_km2: Number | None = added("พื้นที่ทับซ้อน (ตร.กม.)", "area overlapped (km²)", "zone.boundary")
    note: Text | None = added("คำอธิบาย", "note", "zone.boundary")


class OverlapMeasured(Record):
    """An overlap as the program finds it between two boundary files."""

    city: Text | None = added(
        "เมืองที่ทับซ้อน (โปรแกรมคำนวณ)", "city overlapped (computed by the program)", "zone.boundary"
    )
    file: Text | None = added("ชื่อไฟล์ขอบเขตของเมืองนั้น", "name of that city's boundary file", "zone.boundary")
    area_km2: Number | None = added(
        "พื้นที่ทับซ้อน (ตร.กม. คำนวณ)", "area overlapped (km², computed)", "zone.boundary"
    )
    percent: Percent | None = added("ร้อยละของพื้นที่เมืองนี้", "per cent of this city's area", "zone.boundary")
    percent_of_smaller: Percent | None = added(
        "ร้อยละของพื้นที่เมืองที่เล็กกว่า", "per cent of the smaller city's area", "zone.boundary"
    )


class BoundaryMeasured(Record):
    """What the program found in the boundary file; nobody need fill it in."""

    file: Text | None = added(
        "ไฟล์ขอบเขตที่วัด (โปรแกรมกรอก)", "boundary file measured (filled in by the program)", "zone.boundary"
    )
    area_km2: Number | None = added(
        "พื้นที่ที่โปรแกรมคำนวณจากไฟล์ขอบเขต (ตร.กม.)",
        "area computed by the program from the boundary file (km²)",
        "zone.boundary",
    )
    remarks: tuple[Remark, ...] = added(
        "ข้อสังเกตของโปรแกรมต่อไฟล์ขอบเขต",
        "what the program noted of the boundary file",
        "zone.boundary",
        default=(),
        choices=REMARKS,
    )
    mended_percent: Percent | None = added(
        "พื้นที่ที่เปลี่ยนไปเมื่อแก้เส้นที่ตัดกัน (ร้อยละ)",
        "change of the area when crossings were mended (per cent)",
        "zone.boundary",
    )
    outside_percent: Percent | None = added(
        "พื้นที่นอกประเทศไทย (ร้อยละ)", "area outside Thailand (per cent)", "zone.boundary"
    )
    compared: Whole | None = added(
        "จำนวนขอบเขตเมืองอื่นที่นำมาเทียบ", "boundaries of other cities compared with", "zone.boundary"
    )
    overlaps: tuple[OverlapMeasured, ...] = added(
        "พื้นที่ทับซ้อนที่โปรแกรมคำนวณ", "overlaps computed by the program", "zone.boundary", default=()
    )
    outline: Text | None = added(
        "รูปร่างขอบเขตสำหรับวาดแผนที่ (โปรแกรมกรอก)",
        "shape for the map (filled in by the program)",
        "zone.boundary",
    )

    _in_order = field_validator("remarks")(in_order)


class Boundary(Record):
    """Row 5."""

    city: Text | None = asked("เมือง", "city")
    area_km2: Number | None = asked("ขนาดพื้นที่ (ตารางกิโลเมตร)", "area (km²)")
    image: Text | None = asked("รูปขอบเขตพื้นที่ (ชื่อไฟล์)", "picture of the boundary (file)", holds="file")
    geometry: Text | None = added(
        "ไฟล์ขอบเขตเชิงพื้นที่ (GeoJSON/KML)", "geometry (file)", "zone.boundary", holds="file"
    )
    description: Text | None = added("คำบรรยายขอบเขต", "boundary in words", "zone.boundary")
    overlaps: tuple[Overlap, ...] = added(
        "พื้นที่ทับซ้อนกับเมืองอัจฉริยะอื่น", "overlaps with other smart cities", "zone.boundary", default=()
    )
    measured: BoundaryMeasured = added(
        "ผลวัดจากไฟล์ขอบเขต (โปรแกรมกรอก ไม่ต้องเขียนเอง)",
        "measured from the boundary file (filled in by the program, not by you)",
        "zone.boundary",
        default=BoundaryMeasured(),
        holds="computed",
    )

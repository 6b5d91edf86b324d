"""What comes with a report: files that it names and files within it, as far as they were there to be seen."""

from scoring.fields import Record, added
from scoring.quantities import Flag, Text, Whole


class Attachment(Record):
    """One file; its SHA-256 and size in bytes are those of its content when it was last seen.

    A size alone: it is there, and too large to be read or not to be opened. `within` is the Word or Excel
    file that it is a part of, or is only linked to. `missing`: the report names or shows it and it was never
    seen; `changed`: its content is another than when it was seen before.
    """

    file: Text | None = added("ชื่อไฟล์แนบ", "file attached", "report")
    within: Text | None = added("อยู่ภายในไฟล์", "within the file", "report")
    sha256: Text | None = added("SHA-256", "SHA-256", "report")
    size: Whole | None = added("ขนาด (ไบต์)", "size (bytes)", "report")
    missing: Flag = added("ไม่พบไฟล์ (โปรแกรมตรวจ)", "not found (told by the program)", "report", default=False)
    changed: Flag = added(
        "เนื้อไฟล์เปลี่ยนไป (โปรแกรมตรวจ)", "content changed (told by the program)", "report", default=False
    )

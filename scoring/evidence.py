"""What backs a claim."""

from scoring.fields import Record, added
from scoring.quantities import Date, Text


class Evidence(Record):
    """A title, and a file, a page or an address where it can be seen."""

    title: Text | None = added("ชื่อหลักฐาน", "title of the evidence", "all")
    file: Text | None = added("ไฟล์", "file", "all", holds="file")
    page: Text | None = added("หน้า", "page", "all")
    address: Text | None = added("ที่อยู่เว็บ", "web address", "all", holds="address")
    date: Date | None = added("ลงวันที่", "dated", "all")

"""A Word or Excel file without the time at which it was made: the same content makes the same bytes."""

import datetime
import io
import re
import zipfile

DAY = datetime.date(2022, 1, 1)
FIRST_YEAR = (1980, 1, 1, 0, 0, 0)  # no file in an archive is older
PROPERTIES = "docProps/core.xml"
TIMES = re.compile(b"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def undated(raw: bytes, day: datetime.date = DAY) -> bytes:
    """The same file, said to be made on a day that is given."""
    file, stamp = io.BytesIO(), f"{day.isoformat()}T00:00:00Z".encode()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == PROPERTIES:
                part = TIMES.sub(b"\\g<1>" + stamp, part)
            new.writestr(zipfile.ZipInfo(name, FIRST_YEAR), part, zipfile.ZIP_DEFLATED)
    return file.getvalue()

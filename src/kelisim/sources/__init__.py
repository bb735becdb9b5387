"""Stage 1, REPORTS IN: files, folders, archives, crawls, tables, standard input become an iterator of `Report`.

In: a path as the user gave it. Out: reports in a fixed order, and bad ones as errors that name the place.
*«bericht.html»* gives one report with headline, outlet, date and the text of the article; *«presse.zip»* gives those of
its members, *«jahr.csv»* one a row.
"""

from kelisim.sources.files import reports, with_front_matter
from kelisim.sources.folders import PassedOver
from kelisim.sources.given import Columns, Given
from kelisim.sources.published import parse_published

__all__ = ["Columns", "Given", "PassedOver", "parse_published", "reports", "with_front_matter"]

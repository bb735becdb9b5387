"""Stage 1, REPORTS IN: files, folders, standard input, HTML, JSON become an iterator of `Report`.

In: a path as the user gave it. Out: reports in a fixed order, and bad ones as errors that name the place.
*«bericht.html»* gives one report with headline, outlet, date and the text of the article.
"""

from kelisim.sources.files import ENDINGS, reports, with_front_matter
from kelisim.sources.folders import PassedOver
from kelisim.sources.given import Given
from kelisim.sources.published import parse_published

__all__ = ["ENDINGS", "Given", "PassedOver", "parse_published", "reports", "with_front_matter"]

"""Ask every page outside the course that a text links to whether it is still there.

python -m tools.links

This needs the network, so it is no part of `make test`: a workflow does it once a week.
"""

import re
import sys
import urllib.error
import urllib.request
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from tools import lessons

# Sites that answer people and refuse programs; the page is there, so this is no fault.
REFUSALS = {401, 403, 405, 429}
# Some sites refuse whoever does not say who it is.
HEADERS = {"User-Agent": "Mozilla/5.0 (link check of a course; one request a week)"}
_LINK = re.compile(r"\]\((https?://[^)\s]+)\)|<(https?://[^>\s]+)>")


def links_in(markdown):
    """The addresses on the web that a markdown text links to, in order."""
    return [inside or bare for inside, bare in _LINK.findall(markdown)]


def texts():
    """Each text of the course as its file's name and its markdown."""
    for path in [*lessons.ROOT.glob("*.md"), *lessons.NOTEBOOKS.glob("*.md")]:
        yield path.name, path.read_text(encoding="utf-8")
    for path in lessons.paths():
        prose = [cell.source for cell in lessons.read(path).cells if cell.cell_type == "markdown"]
        yield path.name, "\n\n".join(prose)


def listed(texts):
    """Each address once, with the names of the files it stands in.

    One has a blank, for whoever keeps a copy of the course to fill in: where it is kept.
    """
    found = defaultdict(set)
    for name, markdown in texts:
        for address in links_in(markdown):
            if "OWNER/" not in address:
                found[address].add(name)
    return {address: sorted(names) for address, names in sorted(found.items())}


def fault(address, timeout=30):
    """What is wrong with a link, in a few words, or None. A page that moved is followed."""
    request = urllib.request.Request(address, headers=HEADERS)
    try:
        with urllib.request.urlopen(request, timeout=timeout):
            return None
    except urllib.error.HTTPError as error:
        error.close()
        return None if error.code in REFUSALS else f"answers {error.code}"
    except OSError as error:
        return f"cannot be reached: {getattr(error, 'reason', error)}"


def main():
    """Print a line for each link, and end with the number of those that are broken."""
    links = listed(texts())
    with ThreadPoolExecutor(max_workers=8) as pool:
        faults = dict(zip(links, pool.map(fault, links), strict=True))
    for address, names in links.items():
        print(f"{faults[address] or 'ok':12} {address} in {', '.join(names)}")
    broken = sum(map(bool, faults.values()))
    sys.exit(f"{broken} of {len(links)} links are broken." if broken else None)


if __name__ == "__main__":
    main()

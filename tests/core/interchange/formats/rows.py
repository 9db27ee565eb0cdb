"""Places to write: one with everything, and any that hypothesis thinks of."""

from hypothesis import strategies as st

from entrelieux.core.interchange.places import Credit, PlaceRow
from entrelieux.core.interchange.records import PlaceField as F
from entrelieux.core.interchange.tabular.columns import LISTS as LIST_FIELDS
from entrelieux.core.interchange.tabular.columns import PAIRS as PAIR_FIELDS

COCOTTE = PlaceRow(
    id="k7m2q9xwd",
    url="https://carte.example.org/lieux/k7m2q9xwd",
    values={
        F.NAME: "CoCotte numérique",
        F.ALTERNATE_NAMES: ["La COcotte | numérique"],
        F.KINDS: ["fablab", "coworking"],
        F.TYPES: ["Tiers lieux à dominante fablab"],
        F.STATUS: "open",
        F.STREET_ADDRESS: "4 rue du Faubourg Notre-Dame",
        F.POSTCODE: "15300",
        F.CITY: "Murat",
        F.INSEE: "15138",
        F.COUNTRY: "FR",
        F.POSITION: {"lat": 45.11087, "lon": 2.869814, "fidelity": "exact"},
        F.HOURS: {"osm": "Mo-Fr 09:00-12:00", "text": "du lundi au vendredi", "label": "hours"},
        F.ITINERANT: False,
        F.DESCRIPTION: "Un atelier, des bureaux,\net un guichet.",
        F.ACCESS: ["public"],
        F.ACCESSIBILITY: {"wheelchair": "yes"},
        F.LABELS: ["fabrique-de-territoire"],
        F.HOLDER: "Hautes Terres communauté",
        F.WEBSITE: "https://www.cocotte-numerique.fr",
        F.PHONE: "+33471000000",
        F.EMAIL: "contact@cocotte.example",
        F.SOCIAL: {"facebook": "https://www.facebook.com/cocotte"},
        F.EXTERNAL_IDS: {"fablabs.io": "cocotte", "a=b|c": "d\\e=f"},
        F.OPENED_ON: "2014-05-01",
        F.TIME_ZONE: "Europe/Paris",
    },
    updated_at="2026-03-02",
    sources=(
        Credit("CGET 2019", "Licence Ouverte 2.0", "CGET, 2019"),
        Credit("fablabs.io", "CC BY 4.0", "fablabs.io, CC BY 4.0"),
    ),
)

# Clean texts, as cleaning leaves them: trimmed, without control characters but line feeds.
LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "Zl", "Zp"))
WORDS = st.text(LETTERS, min_size=1, max_size=20).map(lambda t: " ".join(t.split())).filter(bool)
TEXTS = st.lists(WORDS, min_size=1, max_size=3).map("\n".join)
LISTS = st.lists(WORDS, min_size=1, max_size=3)
PAIRS = st.dictionaries(WORDS, WORDS, min_size=1, max_size=3)
DEGREES = st.floats(-60, 60, allow_nan=False).map(lambda x: round(x, 6) + 0.0)
POSITIONS = st.fixed_dictionaries(
    {"lat": DEGREES, "lon": DEGREES, "fidelity": st.sampled_from(["exact", "street", "commune"])}
).filter(lambda position: (position["lat"], position["lon"]) != (0, 0))
HOURS = st.fixed_dictionaries({"osm": WORDS, "text": WORDS, "label": st.just("hours")})
VALUES = {
    **dict.fromkeys(LIST_FIELDS, LISTS),
    **dict.fromkeys(PAIR_FIELDS, PAIRS),
    F.POSITION: POSITIONS,
    F.HOURS: HOURS,
    F.ITINERANT: st.booleans(),
    F.STATUS: st.sampled_from(["planned", "open", "suspended", "closed"]),
}
CARDS = st.fixed_dictionaries(
    {F.NAME: WORDS},
    optional={field: VALUES.get(field, TEXTS) for field in F if field is not F.NAME},
)
PLACES = st.builds(PlaceRow, st.from_regex(r"[a-z0-9]{9}", fullmatch=True), CARDS)

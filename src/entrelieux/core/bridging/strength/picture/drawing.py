"""What a template draws as the picture of a network: ties, marks, names, the bridges to come.

Nothing here knows SVG but the paths: the template decides shapes, colours and links.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from entrelieux.core.bridging.strength.brokers import betweenness
from entrelieux.core.bridging.strength.network import Floats, Network
from entrelieux.core.bridging.strength.picture.ground import Ground, ground_of
from entrelieux.core.bridging.strength.picture.naming import Wanted, beside, names_that_fit
from entrelieux.core.bridging.strength.picture.primitives import (
    NetworkPicture,
    PlaceMark,
    Role,
    Spot,
    Thread,
)
from entrelieux.core.bridging.strength.picture.spreading import Boxes, fitted, spread
from entrelieux.core.bridging.strength.picture.threads import arc, chains, curve
from entrelieux.core.geo.boundaries import Outline
from entrelieux.core.geo.labels import Label, Rectangle, rectangle_of

_MARGIN = 24.0
_EDGE = 6.0  # units between a mark or a name and the edge of the picture
_GAP = 7.0
_GO_BETWEENS, _PLACES_EACH = 12, 25  # one go-between to show for so many places, 12 at most
_ALWAYS_NAMED, _OTHERS_NAMED = 40, 50
_SMALLEST, _GROWTH = 3.2, 2.0  # units: the radius of a lone place, and what strength adds
_LEFT_OF = 0.7  # of the width: from there on, names go to the left of their mark
_TOUCH = 0.25  # of a unit that a name for which room was made may still lack
_AIR = 3.0  # units around the names that could be left out
_TYPE, _LARGE_TYPE = 11.5, 14.0


def draw_network(
    network: Network,
    spots: Mapping[str, Spot],
    *,
    outlines: Sequence[Outline] = (),
    proposals: Sequence[tuple[str, str]] = (),
    width: float = 960.0,
) -> NetworkPicture:
    """The picture of the network, the same for the same input.

    `spots` says where the keys of the network are; a key that it does not place is drawn amid those
    that it is tied to. `proposals` are pairs of keys: both ends are named, and so are the busiest
    go-betweens; the most tied of the others as far as names fit. Raises UnknownPlace.
    """
    lats, lons = _positions(network, spots)
    ground = ground_of(lats, lons, outlines, width=width, margin=_MARGIN)
    ends = [(network.rank(left), network.rank(right)) for left, right in proposals]
    draft = _Draft(network, spots, ground, ground.points(lats, lons), _roles(network), ends)
    return NetworkPicture(
        width=ground.width,
        height=ground.height,
        land=tuple(ground.path(outline) for outline in outlines),
        threads=_threads(network, draft.places),
        marks=draft.marks(),
        proposals=tuple(_proposal(network, draft.places, *pair) for pair in ends),
        names=draft.names(),
    )


class _Draft:
    """The marks and names of a picture being drawn, by rank in the network."""

    def __init__(
        self,
        network: Network,
        spots: Mapping[str, Spot],
        ground: Ground,
        anchors: Floats,
        roles: Sequence[Role],
        proposals: Sequence[tuple[int, int]],
    ) -> None:
        self.keys = network.keys
        self.titles = [spots[key].name if key in spots else key for key in network.keys]
        self.roles = roles
        self.ground = ground
        held = np.asarray(network.strengths.sum(axis=1), dtype=np.float64).ravel()
        wished = _SMALLEST + _GROWTH * np.sqrt(held)
        self.radii, gap = fitted(wished, _GAP, ground.width, ground.height)
        self.always = self._always_named(proposals)
        self.on_left = anchors[:, 0] > _LEFT_OF * ground.width
        self.places = spread(
            anchors,
            self.radii,
            self._boxes(),
            gap=gap,
            width=ground.width,
            height=ground.height,
            margin=_EDGE,
        )

    def _always_named(self, proposals: Sequence[tuple[int, int]]) -> list[int]:
        """Ends of the bridges to come, then go-betweens."""
        ends = [end for pair in proposals for end in pair]
        busiest = [rank for rank, role in enumerate(self.roles) if role is Role.GO_BETWEEN]
        return list(dict.fromkeys((*ends, *busiest)))[:_ALWAYS_NAMED]

    def _wanted(self, rank: int) -> Wanted:
        size = _LARGE_TYPE if self.roles[rank] is Role.GO_BETWEEN else _TYPE
        return Wanted(self.titles[rank], rank, size, bool(self.on_left[rank]))

    def _boxes(self) -> Boxes:
        """The room that the names which matter take beside their marks."""
        wanted = [self._wanted(rank) for rank in self.always]
        labels = [
            beside(one.name, 0.0, 0.0, self.radii[one.rank], one.size, on_left=one.on_left)
            for one in wanted
        ]
        sides = np.array([rectangle_of(label) for label in labels], dtype=np.float64)
        return Boxes(np.array(self.always, dtype=np.intp), sides.reshape(-1, 4))

    def marks(self) -> tuple[PlaceMark, ...]:
        places, radii = self.places.round(1).tolist(), self.radii.round(1).tolist()
        told = zip(self.keys, self.titles, places, radii, self.roles, strict=True)
        return tuple(PlaceMark(key, title, x, y, r, role) for key, title, (x, y), r, role in told)

    def names(self) -> tuple[Label, ...]:
        """Room was made for the names that matter; if some lack it still, none covers another."""
        bounds = Rectangle(_EDGE, _EDGE, self.ground.width - _EDGE, self.ground.height - _EDGE)
        first = names_that_fit(
            map(self._wanted, self.always),
            self.places,
            self.radii,
            bounds,
            most=len(self.always),
            air=-_TOUCH,
        )
        ranks = set(range(len(self.keys))).difference(self.always)
        others = sorted(ranks, key=lambda rank: (-self.radii[rank], rank))
        wanted = map(self._wanted, others)
        return first + names_that_fit(
            wanted,
            self.places,
            self.radii,
            bounds,
            kept=first,
            most=_OTHERS_NAMED,
            air=_AIR,
        )


def _positions(network: Network, spots: Mapping[str, Spot]) -> tuple[list[float], list[float]]:
    """Degrees of each place; of those that are nowhere, the mean of the places tied to them."""
    told = np.array([_position(spots.get(key)) for key in network.keys], dtype=np.float64).reshape(
        -1, 2
    )
    known = ~np.isnan(told[:, 0])
    found = np.where(known[:, None], told, told[known].mean(axis=0) if known.any() else 0.0)
    around = network.strengths.multiply(known[None, :]).tocsr()
    weights = np.asarray(around.sum(axis=1), dtype=np.float64).ravel()
    lost = ~known & (weights > 0)
    found[lost] = (around @ found)[lost] / weights[lost, None]
    return found[:, 0].tolist(), found[:, 1].tolist()


def _position(spot: Spot | None) -> tuple[float, float]:
    if spot is None or spot.lat is None or spot.lon is None:
        return np.nan, np.nan
    return spot.lat, spot.lon


def _roles(network: Network) -> list[Role]:
    between = betweenness(network)
    shown = min(_GO_BETWEENS, 1 + len(network) // _PLACES_EACH)
    busiest = set(np.argsort(-between, kind="stable")[:shown].tolist())
    tied = np.diff(network.strengths.indptr) > 0
    return [
        Role.ALONE
        if not tied[rank]
        else Role.GO_BETWEEN
        if rank in busiest and between[rank] > 0
        else Role.PLACE
        for rank in range(len(network))
    ]


def _threads(network: Network, places: Floats) -> tuple[Thread, ...]:
    """The ties, the faintest first so that strong ones are drawn over them."""
    left, right, strengths = network.pairs
    paths = chains(places, left, right)
    return tuple(
        Thread(
            network.keys[left[at]],
            network.keys[right[at]],
            curve(places, paths[at]),
            min(3, 1 + int(3 * strengths[at])),
        )
        for at in np.argsort(strengths, kind="stable")
    )


def _proposal(network: Network, places: Floats, left: int, right: int) -> Thread:
    path = arc(places[left], places[right])
    return Thread(network.keys[left], network.keys[right], path, 3)

"""The reference for decisions: the tree read as it is defined, slowly, nothing compiled or kept.

Truths are numbers, as Kleene wrote them: 0 false, 1/2 not known, 1 true; « and » is the least,
« or » the greatest. Sums are fractions from beginning to end. What has no quicker way of its own in
`deciding` (votes, notices, counts…) is asked of it, one atom at a time.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import ceil, floor

from entrelieux.core.rules.deciding.conditions import compile_condition
from entrelieux.core.rules.deciding.numbers import event_at
from entrelieux.core.rules.deciding.slices import end_of_next, lengths
from entrelieux.core.rules.document.consistency import broader
from entrelieux.core.rules.facts.case import FAMILY_OF, used_key
from entrelieux.core.rules.facts.held import Held
from entrelieux.core.rules.tree import atoms, conditions, effects, measures
from entrelieux.core.rules.tree.atoms import OF_PERSON, THIS
from entrelieux.core.rules.tree.durations import Duration
from entrelieux.core.rules.tree.moments import DAYS, When
from entrelieux.core.rules.tree.prices import Prices
from entrelieux.core.rules.tree.tests import Card

NO, UNKNOWN, YES = Fraction(0), Fraction(1, 2), Fraction(1)
ANY_MOMENT = datetime.fromisoformat("2024-01-01")  # minutes are as long wherever they begin
TRUTHS = {False: NO, None: UNKNOWN, True: YES}
COMPARE = {
    "at_least": lambda found, bound: found >= bound,
    "at_most": lambda found, bound: found <= bound,
    "over": lambda found, bound: found > bound,
    "under": lambda found, bound: found < bound,
    "is": lambda found, bound: found == bound,
}


class Reference:
    """What a charter answers to a case, and why: `verdict`, `by`, `asks`, `prices`."""

    def __init__(self, charter, case, agreed=False):
        self.charter, self.case, self.agreed = charter, case, agreed
        self.rules = [rule for rule in charter.rules if rule.status != "spoken"]

    def answer(self):
        in_the_way = [(self.blocks(rule), rule) for rule in self.rules]
        no = next((rule for truth, rule in in_the_way if truth == YES), None)
        doubt = next((rule for truth, rule in in_the_way if truth == UNKNOWN), None)
        if no is None and doubt is None:
            return self.unhindered()
        asks = self.would_agree([rule for truth, rule in in_the_way if truth != NO])
        return ("ask" if asks else "no" if no else "unknown"), no or doubt, asks

    def granted(self):
        if self.charter.grants_silence(self.case.act):
            return "yes", None
        permits = [r for r in self.rules if isinstance(r.clause.effect, effects.Permits)]
        truths = [(self.applies(rule), rule) for rule in permits]
        for truth, verdict in ((YES, "yes"), (UNKNOWN, "unknown")):
            found = next((rule for held, rule in truths if held == truth), None)
            if found:
                return verdict, found
        return "no", None

    def unhindered(self):
        verdict, by = self.granted()
        would = None if verdict == "yes" else self.would_grant()
        return ("ask", would, self.agreements([would])) if would else (verdict, by, ())

    def would_grant(self):
        """The first permission that waits for nothing but agreements."""
        agreed = Reference(self.charter, self.case, agreed=True)
        permits = [r for r in self.rules if isinstance(r.clause.effect, effects.Permits)]
        waiting = [rule for rule in permits if self.agreements([rule])]
        return next((rule for rule in waiting if agreed.applies(rule) == YES), None)

    def would_agree(self, rules):
        agreed = Reference(self.charter, self.case, agreed=True)
        if any(agreed.blocks(rule) != NO for rule in rules):
            return ()
        if self.granted()[0] == "yes":
            return self.agreements(rules)
        would = self.would_grant()
        return self.agreements([*rules, would]) if would else ()

    def agreements(self, rules):
        every = (atom for rule in rules for atom in rule.clause.atoms())
        return tuple(dict.fromkeys(a for a in every if isinstance(a, atoms.Agreement)))

    def about(self, rule):
        """Whether the rule speaks of this act on this thing."""
        if self.case.act not in rule.clause.acts:
            return NO
        if not rule.clause.things:
            return YES
        if self.case.kinds is None:
            return UNKNOWN
        return TRUTHS[bool(set(broader(self.charter, self.case.kinds)) & set(rule.clause.things))]

    def holds(self, rule):
        clause, person = rule.clause, self.case.person
        when = YES if clause.when is None else self.truth(clause.when, person)
        unless = NO if clause.unless is None else self.truth(clause.unless, person)
        return min(when, 1 - unless)

    def applies(self, rule):
        return min(self.about(rule), self.holds(rule))

    def blocks(self, rule):
        if self.about(rule) == NO:
            return NO
        match rule.clause.effect:
            case effects.Forbids():
                return self.applies(rule)
            case effects.Asks(wanted):
                given = YES if self.agreed else self.truth(wanted, self.case.person)
                return min(self.applies(rule), 1 - given)
            case effects.Limits(hard=True) as limits:
                return min(self.applies(rule), self.passes(limits))
        return NO

    def passes(self, limits):
        facts = self.case.facts
        before = (facts.get("used") or {}).get(used_key(limits.what, limits.by, limits.window))
        most, adds = self.number(limits.at_most), self.added(limits.adds)
        if most is None or adds is None:
            return UNKNOWN
        if adds > most:
            return YES
        return UNKNOWN if before is None else TRUTHS[before + adds > most]

    def added(self, adds):
        facts, lasts = self.case.facts, self.case.facts.get("lasts")
        if adds == effects.ONE:
            return 1
        if adds in (effects.HOURS, effects.DAYS_LONG):
            return None if lasts is None else lasts / (60 if adds == effects.HOURS else 1440)
        return (facts.get("quantities") or {}).get(adds)

    def number(self, value):
        if not isinstance(value, Card):
            return float(value)
        found = (self.case.facts.get("numbers") or {}).get(value.name)
        known = value.otherwise if found is None else found
        return None if known is None else float(known)

    def truth(self, condition, person):
        def of(one):
            return self.truth(one, person)

        match condition:
            case conditions.All(parts):
                return min(map(of, parts))
            case conditions.Any(parts):
                return max(map(of, parts))
            case conditions.Not(one):
                return 1 - of(one)
            case conditions.Unless(one, exception):
                return min(of(one), 1 - of(exception))
            case conditions.Assume(one, value):
                return TRUTHS[value] if of(one) == UNKNOWN else of(one)
            case conditions.AtLeast(count, parts):
                return (
                    sorted(map(of, parts), reverse=True)[count - 1] if count <= len(parts) else NO
                )
            case conditions.ByKind(table, otherwise):
                return self.by_kind(table, otherwise, person)
            case conditions.Among(group, who, test):
                return self.among(self.around(group), who, test)
            case conditions.AsMany(group, who, than):
                return self.as_many(self.around(group), who, than)
        return self.atom(condition, person)

    def by_kind(self, table, otherwise, person):
        kinds = self.case.kinds
        if kinds is None:
            return UNKNOWN
        known = set(broader(self.charter, kinds))
        chosen = next((one for kind, one in table if kind in known), otherwise)
        return NO if chosen is None else self.truth(chosen, person)

    def around(self, group):
        return (self.case.facts.get("people") or {}).get(group)

    def among(self, people, who, test):
        if people is None:
            return UNKNOWN
        truths = [YES if who is None else self.truth(who, one) for one in people]
        if test is None:
            return min(truths, default=YES)
        least, most = truths.count(YES), len(truths) - truths.count(NO)
        found = {COMPARE[test.op](n, test.value) for n in range(least, most + 1)}
        return TRUTHS[found.pop()] if len(found) == 1 else UNKNOWN

    def as_many(self, people, who, than):
        if people is None:
            return UNKNOWN
        more, most = ([self.truth(one, p) for p in people] for one in (who, than))
        least_more, most_more = more.count(YES), len(more) - more.count(NO)
        least_most, most_most = most.count(YES), len(most) - most.count(NO)
        return YES if most_more <= least_most else NO if least_more > most_most else UNKNOWN

    def atom(self, atom, person):
        at = self.case.facts.get("at")
        match atom:
            case atoms.Agreement() if self.agreed:
                return YES
            case atoms.Has(kind, name):
                family = person if kind in OF_PERSON else self.case.facts
                return self.held(family.get(FAMILY_OF[kind]), name)
            case atoms.Badge() if atom.name == THIS:
                return self.badge_of_this(atom, person)
            case atoms.Badge():
                return self.held(person.get("badges"), atom.name, lambda one: _badge(atom, one, at))
            case atoms.Document():
                family = person.get("documents")
                return self.held(family, atom.name, lambda one: _document(atom, one, at))
            case measures.Age(test):
                return self.compared(test, person.get("age"))
            case measures.Balance(unit, test):
                return self.compared(test, (person.get("balances") or {}).get(unit))
            case When():
                return UNKNOWN if at is None else TRUTHS[_moment(atom, at)]
        return TRUTHS[compile_condition(atom)(person, self.case.facts)]

    def badge_of_this(self, atom, person):
        names = self.case.facts.get("this")
        if names == ():
            return NO
        if names is None:
            return UNKNOWN
        at = self.case.facts.get("at")
        family = person.get("badges")
        return max(self.held(family, name, lambda one: _badge(atom, one, at)) for name in names)

    def held(self, family, name, more=lambda one: YES):
        if family is None:
            return UNKNOWN
        one = family.get(name, False)
        if not one:
            return TRUTHS[one]
        return min(_valid(one, self.case.facts.get("at")), more(one))

    def compared(self, test, found):
        bound = self.number(test.value)
        return UNKNOWN if found is None or bound is None else TRUTHS[COMPARE[test.op](found, bound)]

    def prices(self):
        """By heading and unit, in the order of the rules: the sum, and the rules that make it."""
        lines = {}
        for rule in self.rules:
            if isinstance(rule.clause.effect, Prices) and self.applies(rule) != NO:
                line = self.line(rule)
                if line != "none":
                    effect = rule.clause.effect
                    lines.setdefault((effect.heading, effect.unit), []).append((rule.id, line))
        return [(*key, self.total(key, lines), tuple(i for i, _ in lines[key])) for key in lines]

    def line(self, rule):
        """The line that applies; None when that is not known, « none » when none does."""
        if self.applies(rule) == UNKNOWN:
            return None
        for line in rule.clause.effect.lines:
            truth = YES if line.when is None else self.truth(line.when, self.case.person)
            if truth != NO:
                return line if truth == YES else None
        return "none"

    def base(self, key, lines):
        amounts = [
            None if line is None else self.bounded(line, self.amount(line))
            for _id, line in lines.get(key, ())
            if line is None or line.percent is None
        ]
        return None if None in amounts else sum(amounts, Fraction(0))

    def total(self, key, lines):
        parts = [self.base(key, lines)]
        for _id, line in lines[key]:
            if line is not None and line.percent is not None:
                base = self.base((line.of or key[0], key[1]), lines)
                share = None if base is None else base * Fraction(line.percent) / 100
                parts.append(self.bounded(line, share))
        return None if None in parts else _rounded(sum(parts, Fraction(0)))

    def amount(self, line):
        each = self.fraction(line.amount)
        if line.per is None or each is None:
            return each
        slices = self.slices(line.per)
        return None if slices is None else each * max(Fraction(0), slices - Fraction(line.free))

    def fraction(self, value):
        if isinstance(value, Card):
            found = (self.case.facts.get("numbers") or {}).get(value.name)
            value = value.otherwise if found is None else found
        return None if value is None else Fraction(str(value))

    def slices(self, per):
        if isinstance(per.size, Duration):
            span = self.span(per)
            found = None if span is None else Fraction(lengths(per.size, *span))
        else:
            number = (self.case.facts.get("quantities") or {}).get(per.of)
            found = None if number is None else Fraction(str(number)) / Fraction(per.size)
        if found is None or per.slices == "exact":
            return found
        return Fraction(ceil(found) if per.slices == "started" else floor(found))

    def span(self, per):
        facts = self.case.facts
        at, lasts = facts.get("at"), facts.get("lasts")
        if per.since:
            start = event_at(per.since, self.case.person, facts)[0]
            return None if at is None or start is None else (start, max(start, at))
        if per.until:
            return None if at is None else (at, end_of_next(per.until, at))
        if lasts is None or (at is None and not per.size.minutes):
            return None
        start = at or ANY_MOMENT
        return start, start + timedelta(minutes=lasts)

    def bounded(self, line, amount):
        if amount is None:
            return None
        if line.at_least is not None:
            amount = max(amount, Fraction(line.at_least))
        if line.at_most is None:
            return amount
        most = self.fraction(line.at_most)
        return None if most is None else min(amount, most)


def _rounded(amount):
    cents = Decimal(amount.numerator * 100) / Decimal(amount.denominator)
    return cents.quantize(Decimal(1), ROUND_HALF_UP).scaleb(-2)


def _valid(one, at):
    if not isinstance(one, Held) or (one.since is None and one.until is None):
        return YES
    if at is None:
        return UNKNOWN
    return TRUTHS[(one.since is None or one.since <= at) and (one.until is None or at < one.until)]


def _badge(atom, one, at):
    if not isinstance(one, Held):
        return YES if atom == atoms.Badge(atom.name) else UNKNOWN
    level = YES if atom.level is None else UNKNOWN
    if atom.level is not None and one.level is not None:
        level = TRUTHS[one.level >= atom.level]
    granted = _recent(one.since, atom.granted_within, at)
    return min(level, granted, _recent(one.used, atom.used_within, at))


def _document(atom, one, at):
    if not isinstance(one, Held):
        return YES if atom == atoms.Document(atom.name) else UNKNOWN
    current = TRUTHS[one.current] if atom.current else YES
    return min(current, _recent(one.since, atom.signed_within, at))


def _recent(since, within, at):
    if within is None:
        return YES
    return UNKNOWN if since is None or at is None else TRUTHS[at < within.after(since)]


def _moment(atom, at):
    clock, day = at.strftime("%H:%M"), at.strftime("%m-%d")
    nth = (at.day - 1) // 7 + 1
    is_last = (at + timedelta(days=7)).month != at.month
    return (
        (not atom.days or DAYS[at.weekday()] in atom.days)
        and (atom.nth is None or (is_last if atom.nth == -1 else nth == atom.nth))
        and _between(atom.start, atom.end, clock, end_counts=False)
        and _between(atom.first, atom.last, day, end_counts=True)
    )


def _between(first, last, now, end_counts):
    after = first is None or first <= now
    before = last is None or now < last or (end_counts and now == last)
    wraps = first is not None and last is not None and first > last
    return (after or before) if wraps else (after and before)

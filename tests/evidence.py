"""What each criterion of Tharn Thong (`examples/tharnthong.yaml`) rests on: the answers that only it needs.

None takes an answer away. A criterion that rests on several answers alike needs all of them taken.
"""

from typing import Any

EVIDENCE: dict[str, dict[str, Any]] = {
    "zone.live": {"part2.population.source": None},
    "zone.work": {"part2.zone.activities[].evidence": None},
    "zone.play": {"part2.zone.recreation.spaces": None},
    "zone.boundary": {"part2.boundary.image": None, "part2.boundary.geometry": None},
    "zone.align_national": {"part2.zone.plans[].evidence": None},
    "zone.align_plan": {"part1.goals.items[0].serves_vision": None},
    "zone.swot": {"part2.zone.swot.challenges": None},
    "zone.goals": {"part1.goals.items[0].baseline": None, "part1.goals.items[1].baseline": None},
    "zone.vision_service": {"part2.zone.needs[4].need": None},
    "zone.vision_outcome": {f"part1.results[{row}].achievement.goal": None for row in (1, 5, 7)},
    "zone.needs": {"part2.zone.engagements[].changed": None},
    "zone.realised": {"part1.goals.items[].actual": None},
    "infrastructure.plan": {"part2.infrastructure.items[3].serves": None},
    "infrastructure.use_plan": {"part2.infrastructure.items[8].serves": ["digital-skill"]},  # no service now
    "infrastructure.valuation": {"part2.infrastructure.valuations[0].agency": None},
    "infrastructure.under_way": {f"part2.infrastructure.items[{row}].status": None for row in (0, 1, 2)},
    "infrastructure.funding_impl": {"part1.budget.total.invested": None},
    "infrastructure.in_use": {"part2.infrastructure.items[].evidence": None},
    "infrastructure.coverage": {"part2.infrastructure.items[].coverage": None},
    "infrastructure.upkeep": {"part2.investment.sources[4].evidence": None},
    "cdp.catalog_vision": {"part2.cdp.catalog[0].source": None},
    "cdp.catalog_services": {f"part2.cdp.catalog[{row}].source": None for row in (1, 2, 3)},
    "cdp.catalog_org": {"part2.cdp.catalog[4].source": None},
    "cdp.open_data": {"part2.cdp.catalog[].open": None},
    "cdp.exchange": {"part2.cdp.exchanges[].counterpart": None},
    "cdp.security": {"part2.cdp.documents[1].date": None},
    "cdp.privacy": {"part2.cdp.protection_officer": None},
    "cdp.workflow": {"part2.cdp.investment.cost": None, "part2.cdp.investment.source": None},
    "services.environment": {"portfolio[0].solution.functionality": None},
    "services.economy": {"part1.results[3].achievement.value": None},
    "services.governance": {"portfolio[1].solution.functionality": None},
    "services.living": {"portfolio[2].solution.functionality": None},
    "services.people": {"portfolio[3].solution.functionality": None},
    "investment.strategy": {"part2.investment.mechanism": None},
    "investment.data": {"part2.cdp.strategy": None},
    "investment.services": {"part1.results[].planned_progress": None},
    "investment.personnel": {"part2.investment.trainings[].evidence": None},
    "investment.publicise_infra": {"part2.investment.publications[0].date": None},
    "investment.publicise_data": {"part2.investment.publications[2].title": None},
    "investment.publicise_services": {"part2.investment.publications[1].date": None},
    "management.provincial": {"part2.management.bodies[0].order.number": None},
    "management.area": {"part2.management.bodies[1].order.number": None},
    "management.duties": {"part2.management.bodies[1].members[0].duty": None},
    "management.sectors": {"part2.management.bodies[1].members[5].sector": None},
}

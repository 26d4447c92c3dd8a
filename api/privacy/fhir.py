"""The health data of a person as a FHIR R4 Bundle, for whoever reads that.

Checked before it leaves: its structure by `fhir.resources`, the codes of the standard's own lists by us, for
the library lets some wrong ones pass. Where the standard has no code that surely fits, our own word stands,
with its text beside it.
"""

import datetime as dt
from collections.abc import Iterator
from importlib import import_module
from typing import Any

from django.utils.translation import get_language

from api.privacy.fhir_codes import check_codes
from coach.models import Assessment, Consent, DiaryEntry, Episode, IntakeAnswers, Person, TriageReport
from exercises.models import Enrolment, Session, Status

Resource = dict[str, Any]
HL7 = "http://terminology.hl7.org/CodeSystem"
PAIN = {"system": "http://loinc.org", "code": "72514-3"}  # pain severity, 0–10 numeric rating
BESIDE_PAIN = (
    "pain_now", "pain_worst", "stiffness", "interference", "sleep", "stress", "worry", "activity_minutes"
)  # fmt: skip
CARE_PLAN = {
    Status.ACTIVE: "active",
    Status.PAUSED: "on-hold",
    Status.FINISHED: "completed",
    Status.STOPPED: "revoked",
}


def bundle(person: Person, *, at: dt.datetime) -> Resource:
    """A collection: the person, complaints, diary, answers, what the coach said, programmes, consents."""
    found: Resource = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": _moment(at),
        "entry": [{"fullUrl": f"urn:uuid:{one['id']}", "resource": one} for one in _resources(person)],
    }
    check_codes(found)
    # Takes a second to import, and few ever ask.
    import_module("fhir.resources.R4B.bundle").Bundle.model_validate(found)
    return found


def _resources(person: Person) -> Iterator[Resource]:
    yield _patient(person)
    yield from map(_condition, person.episodes.order_by("seq"))
    yield from map(_observation, person.diary.order_by("recorded_at", "id"))
    yield from map(_intake, person.intake_answers.order_by("at", "id"))
    yield from map(_triage, person.triage_reports.order_by("at", "id"))
    yield from map(_impression, person.assessments.order_by("at", "id"))
    yield from map(_care_plan, person.enrolments.select_related("programme").order_by("seq"))
    yield from map(_procedure, person.sessions.order_by("seq"))
    yield from map(_consent, person.consents.order_by("at", "id"))


def _patient(person: Person) -> Resource:
    patient: Resource = {
        **_resource("Patient", person.pk),
        "active": person.is_active,
        "telecom": [{"system": "email", "value": person.email}],
        "communication": [{"language": _coded("urn:ietf:bcp:47", person.language), "preferred": True}],
    }
    if person.display_name:
        patient["name"] = [{"text": person.display_name}]
    if person.birth_year:
        patient["birthDate"] = str(person.birth_year)
    return patient


def _condition(episode: Episode) -> Resource:
    condition: Resource = {
        **_resource("Condition", episode.pk),
        "subject": _patient_of(episode),
        "clinicalStatus": _coded(f"{HL7}/condition-clinical", "resolved" if episode.closed_on else "active"),
        "code": {"text": f"pain: {episode.get_region_display()}"},
        "bodySite": [_own("region", episode.region, str(episode.get_region_display()))],
        "onsetDateTime": episode.onset_on.isoformat(),
    }
    if episode.closed_on:
        condition["abatementDateTime"] = episode.closed_on.isoformat()
    return condition


def _observation(entry: DiaryEntry) -> Resource:
    values = {name: getattr(entry, name) for name in BESIDE_PAIN}
    observation: Resource = {
        **_resource("Observation", entry.pk),
        "status": "final",
        "category": [_coded(f"{HL7}/observation-category", "survey")],
        "code": {"coding": [PAIN]},
        "subject": _patient_of(entry),
        "focus": [{"reference": f"urn:uuid:{entry.episode_id}"}],
        "effectiveDateTime": _moment(entry.local_moment),
        "valueInteger": entry.pain,
        "component": [
            {"code": _own("diary", name, name), "valueInteger": value}
            for name, value in values.items()
            if value is not None
        ],
    }
    if not observation["component"]:
        del observation["component"]
    if entry.note:
        observation["note"] = [{"text": entry.note}]
    return observation


def _intake(answers: IntakeAnswers) -> Resource:
    return _answered(answers, f"{answers.kind}:{answers.version}", answers.answers)


def _triage(report: TriageReport) -> Resource:
    return _answered(report, f"warning-signs:{report.version}", report.answers)


def _answered(row: Any, questionnaire: str, answers: dict[str, Any]) -> Resource:
    return {
        **_resource("QuestionnaireResponse", row.pk),
        "questionnaire": f"urn:coach:questionnaire:{questionnaire}",
        "status": "completed",
        "subject": _patient_of(row),
        "authored": _moment(row.at),
        "item": [
            {"linkId": key, "answer": [_answer(one) for one in _several(value)]}
            for key, value in answers.items()
            if _several(value)
        ],
    }


def _several(value: Any) -> list[Any]:
    """The answers to one question: several, one, or none."""
    if isinstance(value, list):
        return value
    return [] if value in (None, "", {}) else [value]


def _answer(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"valueBoolean": value}
    if isinstance(value, int):
        return {"valueInteger": value}
    return {"valueDecimal": value} if isinstance(value, float) else {"valueString": str(value)}


def _impression(assessment: Assessment) -> Resource:
    return {
        **_resource("ClinicalImpression", assessment.pk),
        "status": "completed",
        "code": _own("verdict", assessment.verdict, str(assessment.get_verdict_display())),
        "subject": _patient_of(assessment),
        "date": _moment(assessment.at),
        "problem": [{"reference": f"urn:uuid:{assessment.episode_id}"}],
        "summary": assessment.explained(get_language() or "nl"),
    }


def _care_plan(enrolment: Enrolment) -> Resource:
    return {
        **_resource("CarePlan", enrolment.pk),
        "status": CARE_PLAN[Status(enrolment.status)],
        "intent": "plan",
        "title": enrolment.programme.text("title", get_language() or "nl"),
        "subject": _patient_of(enrolment),
        "period": {"start": enrolment.starts_on.isoformat()},
    }


def _procedure(session: Session) -> Resource:
    return {
        **_resource("Procedure", session.pk),
        "status": "completed",
        "code": {"text": ", ".join(str(one.get("exercise", "")) for one in session.exercises) or "exercise"},
        "subject": _patient_of(session),
        "performedDateTime": _moment(session.started_at),
    }


def _consent(consent: Consent) -> Resource:
    return {
        **_resource("Consent", consent.pk),
        "status": "active",
        "scope": _coded(f"{HL7}/consentscope", "patient-privacy"),
        "category": [_coded("http://loinc.org", "59284-0")],
        "patient": _patient_of(consent),
        "dateTime": _moment(consent.at),
        "policyRule": _own("consent", f"{consent.purpose}:{consent.version}", consent.get_purpose_display()),
        "provision": {"type": "permit" if consent.given else "deny"},
    }


def _resource(kind: str, pk: Any) -> Resource:
    return {"resourceType": kind, "id": str(pk)}


def _patient_of(row: Any) -> dict[str, str]:
    return {"reference": f"urn:uuid:{row.person_id}"}


def _coded(system: str, code: str) -> Resource:
    return {"coding": [{"system": system, "code": code}]}


def _own(kind: str, code: str, text: str) -> Resource:
    return {"coding": [{"system": f"urn:coach:{kind}", "code": code}], "text": str(text)}


def _moment(moment: dt.datetime) -> str:
    return moment.isoformat(timespec="seconds")

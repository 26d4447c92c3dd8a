"""How the OpenAPI document is drawn: settings of the schema, apart because they only say names."""

SPECTACULAR_SETTINGS = {
    "TITLE": "Coach",
    "DESCRIPTION": "Exercise and posture coaching: pain diary, posture breaks, and an honest course.",
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "DEFAULT_GENERATOR_CLASS": "api.document.generator.Generator",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_AUTHENTICATION": [],
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENUM_NAME_OVERRIDES": {
        "TriageReasonEnum": "coach.models.triage.REASONS",
        "TriageAskedEnum": "coach.models.triage.ASKED",
        "TriageWordEnum": "coach.models.triage.WORDS",
        "TriageWhoEnum": "coach.models.triage.WHO",
        "DecidedByEnum": "exercises.models.enrolment.Author.choices",
        "DayStateEnum": "api.enrolments.STATES",
        "EnrolmentStatusEnum": "exercises.models.Status.choices",
        "PlanKindEnum": "reminders.models.plan.Kind.choices",
    },
}

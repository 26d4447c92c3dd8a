"""How the OpenAPI document is drawn: settings of the schema, apart because they only say names."""

# Of a question, the questionnaire says what it takes: its type, and from where to where.
INTAKE_ANSWERS = {
    "IntakeAnswer": {
        "description": "of a yes or no, a number, a choice, a text or a date, several choices, activities",
        "anyOf": [
            {"type": "boolean"},
            {"type": "number", "format": "double"},
            {"type": "string"},
            {"type": "array", "items": {"type": "string"}},
            {"type": "array", "items": {"$ref": "#/components/schemas/IntakeActivity"}},
        ],
    },
    "IntakeActivity": {
        "type": "object",
        "description": "something hard to do, and how well it goes now: 0 impossible, 10 as before",
        "properties": {
            "name": {"type": "string"},
            "score": {"type": "integer", "minimum": 0, "maximum": 10},
        },
        "required": ["name", "score"],
        "additionalProperties": False,
    },
}

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
    "APPEND_COMPONENTS": {"schemas": INTAKE_ANSWERS},
    "ENUM_NAME_OVERRIDES": {
        "TriageReasonEnum": "coach.models.triage.REASONS",
        "TriageAskedEnum": "coach.models.triage.ASKED",
        "TriageWordEnum": "coach.models.triage.WORDS",
        "TriageWhoEnum": "coach.models.triage.WHO",
        "DecidedByEnum": "exercises.models.enrolment.Author.choices",
        "DayStateEnum": "api.enrolments.STATES",
        "EnrolmentStatusEnum": "exercises.models.Status.choices",
        "WeekdaysEnum": "reminders.rhythm.WEEKDAYS",
        "SyncedTypeEnum": "api.sync.shapes.TYPES",
        "PlanKindEnum": "reminders.models.plan.Kind.choices",
    },
}

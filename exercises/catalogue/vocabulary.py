"""Every word the catalogue may use, in one place. The values are what the data files and the API say."""

from enum import StrEnum


class Region(StrEnum):
    LOWER_BACK = "lower_back"
    MIDDLE_BACK = "middle_back"
    UPPER_BACK = "upper_back"
    NECK = "neck"
    SHOULDER = "shoulder"
    ARMS = "arms"
    LEGS = "legs"
    WHOLE_BODY = "whole_body"


class Kind(StrEnum):
    MOBILITY = "mobility"
    STRETCH = "stretch"
    STRENGTH = "strength"
    STABILITY = "stability"
    COORDINATION = "coordination"
    POSTURE = "posture"
    BREATHING = "breathing"
    RELAXATION = "relaxation"
    ENDURANCE = "endurance"


class Level(StrEnum):
    EASY = "easy"
    MODERATE = "moderate"
    ADVANCED = "advanced"


class Place(StrEnum):
    DESK = "desk"
    OFFICE = "office"
    HOME = "home"
    GYM = "gym"
    OUTDOORS = "outdoors"
    POOL = "pool"


class Position(StrEnum):
    SITTING = "sitting"
    STANDING = "standing"
    ON_THE_MOVE = "on_the_move"
    LYING_BACK = "lying_back"
    LYING_FRONT = "lying_front"
    LYING_SIDE = "lying_side"
    HANDS_AND_KNEES = "hands_and_knees"
    KNEELING = "kneeling"
    HANGING = "hanging"


class Equipment(StrEnum):
    """What someone must bring or have. A chair, a desk, a wall and the floor are not equipment."""

    MAT = "mat"
    TOWEL = "towel"
    CUSHION = "cushion"
    BAND = "band"
    DUMBBELLS = "dumbbells"
    FOAM_ROLLER = "foam_roller"
    TENNIS_BALL = "tennis_ball"
    STEP = "step"
    PULL_UP_BAR = "pull_up_bar"
    ROWING_MACHINE = "rowing_machine"
    BICYCLE = "bicycle"
    BATH = "bath"
    BARBELL = "barbell"
    KETTLEBELL = "kettlebell"
    CABLE = "cable"
    MACHINE = "machine"
    MEDICINE_BALL = "medicine_ball"
    EXERCISE_BALL = "exercise_ball"
    OTHER = "other"


class Muscle(StrEnum):
    NECK = "neck"
    TRAPEZIUS = "trapezius"
    RHOMBOIDS = "rhomboids"
    LEVATOR_SCAPULAE = "levator_scapulae"
    DELTOIDS = "deltoids"
    ROTATOR_CUFF = "rotator_cuff"
    SERRATUS = "serratus"
    LATS = "lats"
    CHEST = "chest"
    BICEPS = "biceps"
    TRICEPS = "triceps"
    FOREARMS = "forearms"
    BACK_EXTENSORS = "back_extensors"
    LOWER_BACK = "lower_back"
    ABDOMINALS = "abdominals"
    OBLIQUES = "obliques"
    DIAPHRAGM = "diaphragm"
    GLUTES = "glutes"
    HIP_FLEXORS = "hip_flexors"
    QUADRICEPS = "quadriceps"
    HAMSTRINGS = "hamstrings"
    ADDUCTORS = "adductors"
    CALVES = "calves"


class Force(StrEnum):
    """What the muscles do to the load."""

    PUSH = "push"
    PULL = "pull"
    STATIC = "static"


class Activity(StrEnum):
    """The activities named in the founding documents; the catalogue must offer each of them."""

    WALKING = "walking"
    CYCLING = "cycling"
    SWIMMING = "swimming"
    JOGGING = "jogging"
    FITNESS = "fitness"
    PILATES = "pilates"
    CORE = "core"
    ROWING = "rowing"
    PULL_UP = "pull_up"
    SHOULDER_PRESS = "shoulder_press"
    SHOULDER_ROLLS = "shoulder_rolls"
    WARM_UP = "warm_up"
    STRETCHING = "stretching"
    FOAM_ROLLER = "foam_roller"
    TENNIS_BALL = "tennis_ball"
    BELLY_BREATHING = "belly_breathing"
    RELAXATION = "relaxation"
    MEDITATION = "meditation"
    WARM_BATH = "warm_bath"


class Sign(StrEnum):
    """Warning signs that rule an exercise out until someone has looked at them; keys of the triage table."""

    CHEST_PAIN = "chest_pain"
    TEARING_CHEST_BACK_PAIN = "tearing_chest_back_pain"
    SUDDEN_BREATHLESSNESS = "sudden_breathlessness"
    BLADDER_BOWEL = "bladder_bowel"
    SADDLE_NUMBNESS = "saddle_numbness"
    BOTH_LEGS_WEAK = "both_legs_weak"
    SEVERE_ACCIDENT = "severe_accident"
    SUDDEN_SEVERE_PAIN = "sudden_severe_pain"
    LEG_WEAKNESS = "leg_weakness"
    BOTH_LEGS_TINGLING = "both_legs_tingling"
    FEVER = "fever"
    FALL_OSTEOPOROSIS = "fall_osteoporosis"
    PAINFUL_BREATHING_FEVER = "painful_breathing_fever"
    BLISTERING_RASH = "blistering_rash"
    EFFORT_CHEST_PRESSURE = "effort_chest_pressure"
    CALF_SWELLING = "calf_swelling"
    BLOOD_IN_STOOL = "blood_in_stool"
    ARM_TINGLING = "arm_tingling"
    LEG_TINGLING = "leg_tingling"
    STEADILY_WORSE = "steadily_worse"
    NEW_DEFORMITY = "new_deformity"
    RECENT_FALL = "recent_fall"
    FAST_HEART = "fast_heart"


ALWAYS_RULED_OUT_BY: tuple[Sign, ...] = (
    Sign.CHEST_PAIN,
    Sign.TEARING_CHEST_BACK_PAIN,
    Sign.SUDDEN_BREATHLESSNESS,
    Sign.BLADDER_BOWEL,
    Sign.SADDLE_NUMBNESS,
    Sign.BOTH_LEGS_WEAK,
    Sign.SEVERE_ACCIDENT,
    Sign.SUDDEN_SEVERE_PAIN,
    Sign.LEG_WEAKNESS,
    Sign.BOTH_LEGS_TINGLING,
    Sign.FEVER,
    Sign.FALL_OSTEOPOROSIS,
    Sign.PAINFUL_BREATHING_FEVER,
    Sign.BLISTERING_RASH,
    Sign.EFFORT_CHEST_PRESSURE,
    Sign.CALF_SWELLING,
    Sign.BLOOD_IN_STOOL,
)
"""Signs of the tiers `emergency` and `same_day`: nobody exercises first and calls later."""


class CardGroup(StrEnum):
    DISCLAIMER = "disclaimer"
    WORKPLACE = "workplace"
    MYTH = "myth"
    ADVICE = "advice"
    INFORMATION = "information"


class Topic(StrEnum):
    """What an advice or information card is about, for choosing the right one at the right moment."""

    MOVE = "move"
    BREAKS = "breaks"
    PAIN = "pain"
    LIFTING = "lifting"
    STANDING_UP = "standing_up"
    SLEEP = "sleep"
    WARMTH_COLD = "warmth_cold"
    LIFESTYLE = "lifestyle"
    MIND = "mind"
    WORK = "work"
    PAINKILLERS = "painkillers"
    BREATHING = "breathing"
    COURSE = "course"
    CARE = "care"
    CHAIR = "chair"
    DESK = "desk"
    SCREEN = "screen"
    PHONE = "phone"
    CAUSES = "causes"
    NUMBERS = "numbers"
    CONTENT = "content"

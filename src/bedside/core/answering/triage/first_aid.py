"""What to do until help comes, a few short lines a topic.

Worded for this project after the public first-aid advice of the British, American and Australian Red Cross, St John
Ambulance, the NHS, the American Heart Association, the UK Sepsis Trust, and America's Poison Centers.
"""

OTHERWISE = (
    "Do not wait to see whether it passes, and do not drive yourself.",
    "Stay with the person; keep the phone near.",
)

FIRST_AID: dict[str, tuple[str, ...]] = {
    "heart": (
        "Sit down, lean back and stay still; loosen tight clothes. Do not drive.",
        "Chew an aspirin only if the dispatcher says so. Use your own angina spray if you were given one.",
        "If the person collapses and does not breathe normally, start chest compressions and send for a defibrillator.",
    ),
    "not_breathing": (
        "Put the phone on loudspeaker; the dispatcher will guide you.",
        "Push hard and fast in the middle of the chest, about twice a second, until help comes. Send for a defibrillator.",
        "For a baby use two fingers, and give breaths if you know how.",
    ),
    "unconscious": (
        "Check breathing. If it is not normal, push hard and fast in the middle of the chest, twice a second.",
        "If breathing is normal, roll the person on the side, head tilted back, and keep watching.",
        "Give nothing to eat or drink.",
    ),
    "breathing": (
        "Sit upright, lean a little forward, loosen clothes at the neck. Use your own reliever or oxygen if you have it.",
        "Do not lie down, and do not look into a child's throat. If breathing stops, start chest compressions.",
    ),
    "asthma": (
        "Sit upright. Take one puff of the blue reliever every 30 to 60 seconds, up to ten, with a spacer if there is one.",
        "If it is no better after ten puffs and no ambulance is there, repeat.",
    ),
    "choking": (
        "If the person cannot cough or speak: five sharp blows between the shoulder blades, then five thrusts above the navel.",
        "A baby under one: five back blows face down, then five chest thrusts with two fingers. No belly thrusts.",
        "If the person goes limp, start chest compressions.",
    ),
    "allergy": (
        "Use the adrenaline pen now, in the outer thigh. A second one after five minutes if it is no better.",
        "Lie down with legs raised; sit up if breathing is hard. Do not stand or walk.",
    ),
    "stroke": (
        "Note the time it began, or when the person was last well: treatment depends on it.",
        "Nothing to eat or drink, no aspirin. Call even if it has passed.",
    ),
    "head": ("Lie still in a quiet room. No aspirin or ibuprofen.", "Note the time it began."),
    "head_injury": (
        "Keep still. Do not move the neck if it hurts. Press on bleeding unless the skull feels soft there.",
        "Tell them about blood thinners. Watch for sleepiness, vomiting or a fit.",
    ),
    "seizure": (
        "Clear the space, put something soft under the head, time it. Do not hold the person down; nothing in the mouth.",
        "When the shaking stops, roll the person on the side and check breathing.",
    ),
    "confusion": ("Stay with the person and keep them safe from falls.", "Have the list of medicines ready."),
    "sight": ("Do not rub or press the eye, do not drive.", "Eyesight may be saved only in the first hours."),
    "eye": ("Do not rub. Rinse a chemical out with running water for 20 minutes; leave a stuck object in place.",),
    "spine": (
        "After a fall or crash do not move; keep head and neck still.",
        "Tell them of numbness, bladder and bowel.",
    ),
    "bleeding": (
        "Press hard on the wound with a clean cloth and do not let go; put more cloth on top.",
        "Leave a stuck object in. Lie down and keep warm. A limb that pours blood needs a tight band above the wound.",
        "Bleeding from within: lie down, eat and drink nothing, keep count of pads or cloths.",
    ),
    "bones": ("Do not move the limb or straighten it; cover a wound with a clean cloth.", "Nothing to eat or drink."),
    "limb": (
        "Take off rings and tight things; keep the limb still and level.",
        "Hours decide whether it can be saved.",
    ),
    "burn": (
        "Cool with cool running water for 20 minutes; a chemical, longer. Take off clothes and rings that do not stick.",
        "Cover loosely with cling film. No ice, no cream.",
    ),
    "electric": ("Switch off the power before you touch anyone.", "Even if you feel well, the heart must be checked."),
    "drowning": (
        "Out of the water, check breathing; if not normal, give breaths and chest compressions.",
        "Keep warm.",
    ),
    "heat": (
        "Move to the shade, take off clothes, wet the skin and fan; ice packs at neck and armpits.",
        "No drink if drowsy.",
    ),
    "cold": (
        "Move indoors gently, take off wet clothes, wrap up the body and head.",
        "No rubbing, no hot bath, no alcohol.",
    ),
    "bite": (
        "Keep still and the bitten limb low; take off rings. No cutting, no sucking, no ice.",
        "Note the look of the animal; do not try to catch it.",
    ),
    "hanging": (
        "Take the weight off the neck, loosen the band. If breathing is not normal, start chest compressions.",
        "When it is over, stay: someone trained should be talked to.",
    ),
    "sepsis": (
        "Say: could this be sepsis? Tell them of chemotherapy, surgery, a wound or pregnancy.",
        "A rash that stays under a pressed glass needs an ambulance at once.",
    ),
    "infection": ("Say: could this be meningitis or sepsis?", "Look for a rash that stays under a pressed glass."),
    "sugar_low": (
        "Awake and able to swallow: sugar now, a glass of juice or glucose, again after 15 minutes.",
        "Drowsy or not able to swallow: nothing by mouth, roll on the side, glucagon if there is some.",
    ),
    "sugar_high": ("Do not stop insulin. Sip water. Measure sugar and ketones and tell them the values.",),
    "adrenal": ("Give the emergency hydrocortisone injection now, if there is one.", "Say: adrenal crisis."),
    "medicine": ("Take no more of the medicines; bring the packages.",),
    "withdrawal": ("Do not stop alcohol or sedatives all at once; stay with the person; keep the room calm.",),
    "illness": OTHERWISE,
    "gut_bleed": (
        "Lie down, nothing to eat or drink, take no painkillers of the ibuprofen kind.",
        "Keep or photograph what came.",
    ),
    "belly": ("Nothing to eat or drink, no laxatives. Lie as is most comfortable.",),
    "torsion": ("Nothing to eat or drink. Hours decide whether it can be saved.",),
    "clot": ("Sit or lie with the leg raised; do not rub or massage it.",),
    "pregnancy": (
        "Lie on your left side. Call your maternity unit too. Have your notes ready; nothing to eat or drink.",
        "If a cord can be seen: kneel with your head down and bottom up, and do not touch it.",
    ),
    "baby": (
        "Keep the baby warm but not hot, on the back, and watch the breathing.",
        "Do not wait for the next feed. Bring a wet nappy or a photograph of the rash.",
    ),
    "dehydration": ("Small sips if awake. Note when urine last came.",),
    "battery": (
        "Go now: a battery or magnets can burn or tear within two hours. Do not make the person vomit.",
        "Nothing to eat or drink, except honey for a child over one year if a battery was swallowed and help is far.",
    ),
    "fumes": ("Get everyone out into fresh air. Do not switch anything on or off, do not go back in.",),
    "opioid": (
        "Give naloxone if there is some; again after two to three minutes.",
        "Roll on the side. If breathing is slow or stops, give breaths and chest compressions. Do not leave the person alone.",
    ),
    "alcohol": ("Roll on the side, head low, keep warm. Do not leave to sleep it off, no coffee, no cold shower.",),
    "drugs": ("Cool a hot person, keep calm, stay with them. Say honestly what was taken: nobody is reported for it.",),
    "swallowed": (
        "Do not make the person vomit; wipe out the mouth. No milk, salt or charcoal unless told.",
        "Keep the package, plant or what is left, and say how much and when.",
    ),
    "overdose_accident": (
        "Take no more of it. Do not wait for signs: some overdoses harm late.",
        "Have the package, the dose, the time, age and weight ready.",
    ),
    "suicide": (
        "Stay with someone, or stay with the person and listen; it is safe to ask about suicide openly.",
        "Put distance between you and what could harm: pills, blades, rope, weapons.",
        "You do not have to decide anything tonight but to talk to one person now.",
    ),
    "overdose": (
        "Call even if you feel well or regret it: some overdoses harm late. Do not make yourself vomit.",
        "Say what was taken, how much and when; keep the packages. Do not stay alone.",
    ),
    "self_harm": ("Clean and press on a wound. Move away from what you use, go to someone you trust, and talk.",),
    "others": (
        "Go to another room, hand the baby or the weapon to someone else, and say how you feel. You can be helped.",
    ),
    "psychosis": ("Do not leave the person alone, nor alone with the baby. Stay calm, do not argue with the voices.",),
    "violence": (
        "If you can, go where others are. You are not to blame. After an assault do not wash, and get help today.",
    ),
}

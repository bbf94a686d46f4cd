"""Everyday scenes whose words resemble a crisis: in a short message they silence every crisis rule but the plainest."""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

LONGEST = 60
"""The words from which a message is too long for one scene to speak for all of it."""

STILL_HEARD = frozenset(
    {
        "plain-wish-now",
        "plain-wish",
        "plain-wish-in-past-words",
        "plain-act",
        "suicide-kill-self",
        "suicide-kill-self-told",
        "suicide-want-death",
        "suicide-word",
        "self-harm",
        "suicide-overdose",
        "suicide-overdose-worded",
    }
)

INNOCENT = rule(
    "innocent",
    "suicide",
    """
    lol|haha|lmao ~ period|stone|knees|hungover|hangover|cake|diet|monday|gym
    sick|tired|fed .. living with .. parents|flatmates|roommates|inlaws|housemates
    kill for .. coffee|sleep|pizza|tea|drink|nap|rest
    helpline|number ~ poster|volunteer|leaflet|website
    governor|governors
    training as
    clean .. from|of .. self|cutting|harm ~ tattoo|proud|years
    burden on .. knees|back|joints|heart|nhs
    listens|answers|replies .. surgery|reception
    standing|platform ~ back|feet|legs|knee ~ ache*|hurts|sore
    pills ~ reorder|too+few|pharmacy+gave|run+out|chemist+gave
    last .. day|night|week|dose .. antibiotics|course
    not .. be .. here next week|month ~ prescription|early|appointment|repeat
    on|with .. iron|oven|hob|stove|kettle|toaster ~ burn*|scald*
    out .. of .. marriage|contract|lease|subscription|relationship
    all day ~ wait
    razor .. burn|bumps|rash
    boiler|alarm|detector ~ carbon_monoxide|worries|beep*
    end of life ~ mother|father|syringe|hospice|palliative|care|drinking
    keep .. kids|children|toddler .. safe ~ drown*|pool|water|silent
    school|homework|college ~ pointless|boring
    beta blocker|blockers ~ nerves|speech|eulogy|interview
    eulogy ~ nerves|dreading
    ice ~ tree|car|neck|whiplash|skidded
    panic attack|attacks ~ feel|like|going .. die
    no rush|hurry ~ maker|jab|dancing|appointment
    doing .. brilliantly|brilliant
    hoovering
    tv|show|film|novel|episode ~ realistic|accurate|true
    die than .. dentist|gym|presentation|karaoke|exam
    notes .. for .. appointment|class|meeting|doctor|gp|consultant
    goodbye to food|sugar|carbs|smoking|bread|wine|cheese|coffee
    rope ~ swing|climbing|skipping|tent|boat
    as prescribed|directed
    course finished
    live|survive|cope without .. coffee|chocolate|tea|wifi|cheese|sugar|glasses
    kill him|her|them if .. forgets|late|again
    baby .. clothes|pram|cot ~ gave|giving|charity
    massage|sciatica ~ gun
    end|cancel|stop .. subscription|contract|membership|newsletter
    denture
    asked if .. hurting|harming|suicid* .. not|at+all
    midwife|questionnaire|nurse|form .. asked|asks ~ at+all|never
    toast|furious ~ counsellor*
    """,
    unless="exist*\ni am suicidal\nfeeling suicidal\nlife .. pointless|worthless\nlife|living ~ subscription|contract|cancel",
    hears=~Light.PLAIN,
)

"""A library of a few invented entries, enough to understand messages against."""

from bedside.core.answering.vocabulary import Vocabulary, build
from bedside.core.library.document import Document


def entry(focus: str, text: str = "Some text.", *, synonyms: tuple[str, ...] = (), question: str = "") -> Document:
    question = question or f"What is {focus}?"
    return Document(focus, focus, text, question=question, focus=focus, synonyms=synonyms)


def small_vocabulary() -> Vocabulary:
    entries = [
        entry("Diabetes", "Too much sugar in the blood. Insulin helps. Thirst and tiredness are common."),
        entry("High Blood Pressure", "The force of blood is too high.", synonyms=("Hypertension",)),
        entry("Gout", "Uric acid crystals in a joint.", synonyms=("Gouty arthritis",)),
        entry("Crohn's Disease", "Inflammation of the bowel with cramps."),
        entry("Chronic Obstructive Pulmonary Disease (COPD)", "The airways are narrow; smoking is the main cause."),
        entry("Hemorrhoids", "Swollen veins in the rectum."),
        entry("Alzheimer's Disease", "Memory is lost slowly."),
        entry("Asthma", "Airways narrow; an inhaler opens them."),
        entry("Multiple Sclerosis", "Nerves lose their cover."),
        entry("Anemia, sickle cell", "Red cells bend.", synonyms=("Sickle cell disease",)),
        entry("Muckle-Wells syndrome", "A rare fever."),
        entry("Kidney Stones", "Small stones in the kidney cause pain."),
        entry("Pancreatitis", "The pancreas is inflamed; the abdomen hurts."),
        entry("Gallstones", "Stones in the gallbladder."),
        entry("Psoriasis", "Thick patches of skin with scales on elbows and scalp."),
    ]
    filler = [entry(f"Topic {i}", "It is a thing that people ask of their doctor when in doubt.") for i in range(400)]
    return build([*entries, *filler])

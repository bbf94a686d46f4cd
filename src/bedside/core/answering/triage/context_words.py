"""The phrases from which `context` knows a question, the past, a story or a figure of speech.

Words are in their normalised form: "mum" reads "mother", "years old" reads "years old", "any more" reads "anymore".
"""

SKIPPED = frozenset(
    "hi hello hey please so and or but ok okay well um can could you would tell me dear doctor doc quick question just general curious "
    "curiosity out of wondering was i am i'm to know want wanted need for interest also then also thanks is there".split()
) - frozenset({"is", "i", "can", "could", "would", "for", "want", "need", "know", "am"})

OWN = frozenset("my mine me he she him his her hers himself herself myself we our us im ours".split())

QUESTION_HEADS = """
what is|are|does|do|causes|cause|happens|would|were|was|counts|can|should|kind|types|type|percentage|makes|could|will|if|number|foods|dose|food|exactly|to|else
what signs|symptoms|tests|treatment|treatments|first|antidote|drugs|medicine|medicines|level|temperature|blood|spo2|pulse|age|heart|long
whats
why do|does|is|are|would|did|can|might|should
how do|does|can|is|are|common|long|to|much|many|dangerous|serious|likely|fast|quickly|would|should|often|quick|rare|soon|early|deadly|bad|high|low|will|did|might
which
when should|is|do|does|are|to|can|would|did
who is|gets|should|can|are|invented|discovered
where is|do|can|should|are|does
explain
describe
define
list
name
summarise
summarize
tell about
tell the
information
info
outline
compare
discuss
understanding
difference
differences
you explain|describe|tell|list|give|define
i know|understand|learn what|how|about|why|more|the
looking|searching for information
"""

TOPICS = """
signs|symptoms|sign|symptom|causes|cause|treatment|treatments|management|prevention|types|stages|diagnosis|meaning|definition|criteria|prognosis|complications|features|pathophysiology|epidemiology|prevalence|incidence|mechanism|statistics|rates|rate of|for|in
risk|risks|risk|chance|chances|odds|likelihood factors|of
difference between
how to prevent|avoid|recognise|recognize|spot|tell
what happens
side effects|effect
red flags
warning signs
first aid|aider
help prevent
prevent|prevents|preventing|prevention|prevented|avoid|avoiding|protect|protects
reduce|lower|reducing|lowering my|the|risk|blood|your|chance|cholesterol
guideline|guidelines|protocol|policy|textbook|lecture|mnemonic|acronym
survival rate
survive
"""

SUPPOSITIONS = """
if i|we|he|she|they ever
if someone|somebody|people|patients|a|an|another
if my|a|the * ever|accidentally
if i|we had|were|was|got
when someone|somebody|people
someone who|with
somebody who|with
suppose
supposing
imagine
hypothetically
hypothetical
theoretically
in theory
what would happen
what if
in case of
in the event
would|could|can a|an *
what happens if|when
should a|an *
"""

FEARS = """
scared|afraid|terrified|frightened|fear|fearful|fears|anxious|worried|worry|worrying|nervous|paranoid|phobia|panicky of|about having|getting|dying|choking|being|developing|dropping|fainting|stroke|heart_attack
scared|afraid|terrified|frightened|fear|fearful|worried|worry|anxious|nervous|paranoid i|we might|will|could|would|may
fear|fears|phobia|dread|scared|afraid|terrified of
dread having|getting
health anxiety
"""

PAST = """
# years|months|decades ago
few|couple|many|several|some years|months|decades ago
couple|few|lots of years|months ago
years|months|decades|ages ago
a years|months|decade ago
last years|months|spring|summer|autumn|winter|fall|january|february|march|april|may|june|july|august|september|october|november|december|christmas|easter|decade|time|pregnancy
in january|february|march|april|june|july|august|september|october|november|december|childhood|infancy|college|school|university|1st|spring
as a child|children|teenager|teen|baby|boy|girl|student|newborn|young|toddler
as kids|child
when i was #
when i was a|in|young|younger|little|small|at|pregnant|about|like
when he|she was #|a|little|young|younger|small|born
in my|his|her teens|twenties|thirties|youth|childhood|20|30|past|40
used to
history of
medical|family history
previous|previously
back in
before i was
before he|she died
died|dies
passed away
long ago
years back
once had
at age|uni|university|school|college #|when|i
the past
previous years
years since
survivor
survived
after a|my|his|her stroke|heart_attack
recovered from
diagnosed|treated|hospitalised|hospitalized|discharged in|years|last|for|from|at|with|when
was|were treated|diagnosed|hospitalised|hospitalized|discharged|admitted
my|his|her late mother|father|wife|husband|brother|sister
"""

PRESENT = """
now
my last
since
today
tonight
again
still
currently
right now
this morning|afternoon|evening|time
back
since|for then|yesterday|this|#|last|a
keep|keeps|keeping
minutes|hours ago
yesterday
last night
today
at the moment
is|are having
started|starting
same pain
just
anymore
"""

RESOLUTIONS = """
ruled out
all|was|came|is clear
fine|okay|ok|well|good|healthy since|again|afterwards|after|ever
been fine|okay|ok|well|good|healthy
back to normal
went away
gone away|now
all|completely|totally|much|fully gone|better|fine|recovered|healed
better now
feeling|feels|feel|felt|is|am better|fine
fully recovered|better
made a full recovery
full recovery
has|have recovered|resolved|healed|cleared|settled
is fine|ok|okay|better|well now
fine|ok|okay|well now
i am fine|ok|okay|well|better
and stopped
stopped bleeding|by|now|itself|after
has stopped now
turned out
no problems|symptoms since
all good
none since|in
it passed
passed off
coughed it up
under control
well controlled
"""

RELAPSES = """
then
until
suddenly
before
came|come|coming|comes|is|are|be back
returned|returning|returns
again
worse|worsening
but now|today|this|then
now i|he|she|my|the|it|cannot
still
started
not fine|better|ok|okay|well
"""

PETS = frozenset(
    "dog dogs cat cats puppy pup kitten kittens horse pony hamster rabbit bunny guinea parrot budgie goat sheep cow ferret "
    "gerbil tortoise lizard pet labrador spaniel retriever poodle terrier dachshund collie beagle goldfish hedgehog donkey "
    "doggo".split()
)
HUMANS = frozenset(
    "me him husband wife son daughter mother father brother sister baby child children boy girl toddler friend grandmother "
    "grandfather neighbour neighbor everyone family man woman by from bitten bit licked kicked scratched ripped mauled attacked savaged bite bites even hair kick stung fell thrown threw butted trampled rolled".split()
)
PET_OWNERS = frozenset("my our the a his her their neighbours please help hi".split())
FIRST_PERSON = frozenset("i my me we our us mine".split())
YES_NO = frozenset("is are does do can could would will should may did was were".split())

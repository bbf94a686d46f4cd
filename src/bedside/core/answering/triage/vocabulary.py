"""The classes of words that many rules share, and the small words that negation and matching know."""

CLASSES: dict[str, str] = {
    # people
    "someone": "he she him her they them husband wife son daughter mother father brother sister baby child children boy girl "
    "toddler friend mate partner boyfriend girlfriend fiance fiancee roommate flatmate housemate colleague coworker "
    "neighbour neighbor grandmother grandfather grandson granddaughter uncle aunt auntie cousin nephew niece guy man woman "
    "lady person patient resident student stranger someone somebody teenager teen twin kid stepdad stepson "
    "daughters sons dude bloke gf bf coworkers worker customer passenger newborn",
    "child": "son daughter baby child children boy girl toddler newborn twin nephew niece grandson granddaughter teen "
    "preschooler #child #young_baby little",
    "baby": "baby newborn #young_baby preemie",
    "loved": "wife husband son daughter mother father brother sister friend mate partner boyfriend girlfriend grandmother "
    "grandfather kids children baby",
    # bodies
    "chest": "chest breastbone sternum ribcage ribs",
    "heart": "chest breastbone sternum heart ribcage ribs",
    "face": "face mouth smile lip lips eyelid cheek facial",
    "limb": "arm arms leg legs hand hands foot feet fingers finger toes toe wrist calf thigh limb limbs forearm ankle",
    "arm": "arm arms hand hands leg legs foot side half limb",
    "throat": "throat tongue lips lip face mouth eyes airway neck cheeks eye eyelids eyelid",
    "airway": "throat tongue airway windpipe voice",
    "head": "head skull headfirst face forehead headed",
    "stomach": "stomach bowel abdomen side bellybutton flank groin",
    # sensations
    "pain": "pain* ache* aching hurt* agony agonis* agoniz* sore soreness sharp stab* cramp* throb* excruciating killing burning",
    "heavy": "tight* pressure crush* squeez* heav* weight band elephant vice vise clamp* constrict* discomfort grip* pressing "
    "tearing ripping rip* squash* brick bricks belt strap fullness stone sitting anvil",
    "severe": "severe* terribl* awful* unbearabl* excruciating agony agonising agonizing intense horrific worst extreme* "
    "horrible incredibl* massive* bad badly strong screaming huge crazy writhing intolerable crippling doubled violent* 10/10 10 serious hell killing",
    "sudden": "sudden* instant* instantly abrupt* blue nowhere bam immediately",
    "now": "now right currently started starting minutes hours hour today tonight morning since just ago evening afternoon sudden* still "
    "yesterday lunchtime dinner breakfast constant keeps worse worsening",
    "breathless": "breathless* breath gasping gasp* panting wheezing",
    "breathing": "breathing breath breaths breathes breathed respirations respiration",
    "swell": "swell* swollen puff* balloon* bigger enlarg* closing closed thick huge tight* fat blown blew constrict* size",
    "vomit": "vomit vomits vomiting vomited",
    "sick": "vomit vomits vomiting vomited nausea sick",
    "faint": "faint fainted fainting collapse* dizzy weak wobbly unsteady woozy",
    "sweat": "sweating sweated clammy drenched soaked drenching",
    "pale": "pale grey white pallid ashy waxy colour color ghost blue clammy mottled",
    "blue": "blue purple grey bluey lilac navy black",
    "drowsy": "drowsy drowsier sleepy sleepier lethargic floppy unresponsive unconscious groggy dopey sluggish dazed "
    "semiconscious semi unrousable nodding stupor zoned spaced zombie limp rousable sedated",
    "confused": "confus* delirious muddled disoriented disorientated rambling incoherent incoherently nonsense gibberish "
    "hallucinat* delirium sense agitated raving mumbling bewildered nonsensical babbling",
    "weak": "weak* numb numbness paralys* paralyz* limp useless tingl* heavy drag* floppy dead lifeless droop* asleep clumsy",
    "speech": "speech speak speaks speaking talk talking talks words word sentence sentences voice speach",
    "slur": "slur* garbl* gibberish jumbl* nonsense mumbl* muddl* scrambl* wrong sense funny drunk mangled unintelligible "
    "incoherent* jibberish rubbish salad weird stuck lost stopped mush mushy incomprehensible mixed mixing strange",
    "bleed": "bleed* blood bloody hemorrhage gush* spurt* pouring haemorrhag*",
    "lots": "lot lots pouring gush* gushing spurt* pumping squirt* heavy heavily heavier soak* pool puddle everywhere loads tons buckets "
    "profuse* severe* uncontrollabl* massive* litre pint cup cups cupful cupfuls clots clot flooding flood fountain shooting filling fills filled tap bucket badly hose "
    "drenched fast streaming deep jets jet torrent amounts amount much",
    "rash": "rash spots blotches bruise* dots spot blotchy marks patches mottled petechiae pinprick",
    "fever": "fever fevers temperature #fever hot #high_fever shivering shiver* chills rigors rigor burning shaking",
    "highfever": "#fever fever fevers temperature rigors rigor chills #high_fever",
    # acts and things
    "fit": "seizure fit fits convuls*",
    "ingest": "ate eat eaten eating swallow* drank drink drunk drinking ingest* took taken licked lick chew* bit bitten sucked "
    "suck* sipped sip gulp* consumed downed gobble* munch* had inhale* spray* splash* spilled spilt injected gave given got getting into "
    "mouth mouthful mouthfuls tongue breathed sniff* snort* nibbl* necked slurp* taste* put puts guzzl* raided finished gotten found",
    "pills": "pills medicine paracetamol ibuprofen aspirin iron antidepressants antidepressant painkillers metformin "
    "tramadol codeine morphine oxycodone methadone buprenorphine suboxone fentanyl diazepam valium xanax zopiclone "
    "amitriptyline propranolol clonidine digoxin warfarin insulin lithium gliclazide glipizide amlodipine verapamil adderall ritalin "
    "gummies gummy edible edibles cannabis weed vape nicotine benadryl melatonin dosette sertraline quetiapine "
    "ambien tylenol contraceptive thyroxine levothyroxine statins blister prescription inhaler patch patches dose doses vitamins "
    "bisoprolol ramipril lisinopril atenolol beta blocker blockers lorazepam clonazepam temazepam pregabalin gabapentin colchicine "
    "naproxen nurofen advil aleve antihistamines antihistamine fluoxetine citalopram escitalopram hydrocodone percocet vicodin oxy "
    "syrup citalopram lexapro zoloft prozac adhd concerta thyroid drug drugs heroin cocaine mdma ecstasy ketamine meth ghb sedatives tranquillisers tranquilizers benzos opioids sleeping",
    "toxic": "bleach antifreeze detergent ammonia cleaner cleaning descaler disinfectant dettol lysol toilet drain oven acid lye "
    "caustic paint thinner thinners turps turpentine white_spirit petrol gasoline diesel kerosene paraffin lamp lighter fuel fluid "
    "wine beer spirits vodka laxatives rodenticide* organophosphate* weedkiller roundup pesticide* insecticide* herbicide* poison* rat mouse slug pellets mothball mothballs battery batteries magnet "
    "magnets mushroom* toadstool* foxglove berries nightshade yew oleander laburnum hemlock daffodil* lily wolfsbane monkshood castor "
    "eucalyptus camphor wintergreen essential menthol methanol methylated ethanol sanitiser sanitizer perfume mouthwash aftershave nail "
    "varnish polish remover soap dye toad toads frog salt tar tea_tree glow glowstick butt butts ash marker ink toner acetone glue superglue chlorine pool laundry pod pods capsule* dishwasher tide washing softener ariel persil "
    "screenwash windscreen washer coolant mercury arsenic cyanide peroxide silica firelighter fertiliser fertilizer moonshine hooch "
    "vape liquid juice nicotine cigarette cigarettes thermometer chemical* bluing deodorant hydrogen domestos clorox harpic febreze "
    "creosote brick bait solvent shampoo conditioner ant killer spray toiletries weed plant leaf leaves seeds acorn acorns conkers",
    "severe_toxic": "bleach antifreeze battery batteries magnets magnet pesticide* insecticide* methanol paraquat lye acid "
    "cyanide arsenic poison* weedkiller petrol gasoline kerosene paraffin caustic rat",
    # despair
    "self": "myself ourselves",
    "themself": "himself herself themselves yourself",
    "kill": "kill kills killing hang hanging shoot shooting drown drowning strangle strangling unalive off offing gas gassing electrocute "
    "suffocate murder murdering jump jumping stab stabbing overdose overdosing poison poisoning end ending yeet destroy harm",
    "intent": "want wants wanted wanting going will plan plans planning planned thinking think thought thoughts thinks considering "
    "contemplating about try trying tried threaten* wish wishes ready decided desire urge* feel feels feeling says said say saying keeps keep "
    "told talking talks intend* consider attempting attempt attempted need might tempted fantasis* fantasiz* fantasy wanna "
    "dream dreaming imagin* obsess* hope hoping scared afraid close could gonna idea ideas texted messaged posted",
    "present": "i me my am he she they his her friend wife husband son daughter mother father brother sister partner boyfriend girlfriend",
}

FILLERS = frozenset(
    "a an the my his her our your their its is are was were am be been being have has had it this that these those very really so "
    "just all quite totally completely absolutely bit now still look looks looked looking seem seems gone went turned turning turns go goes "
    "going getting get gets got become becomes became feel feels feeling felt like of to and little also kind sort some too "
    "constantly almost slightly pretty extremely incredibly bloody fucking freaking literally basically both already "
    "suddenly even then".split()
)
NEGATORS = frozenset(
    "no not without denies denied never nor neither none isn nil nothing nobody negative zero hardly".split()
)
NO_DENIAL_BEFORE = frozenset(
    "know sure only just idea think care joking kidding getting going well good stop stopping better improving help helping "
    "understand matter wonder one way relief want working until exactly nice feeling able right normal doubt long longer "
    "history insurance money signal reception doctor ambulance hospital wanting really coping".split()
)
NEGATION_STOPS = frozenset(
    "but because with since when just only i he she we they my his her now then although though however so after yet "
    "still please help what how why except even where which while that until if feels looks cannot".split()
)

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
    "swell": "swell* swollen puff* balloon* bigger enlarg* closing closed thick huge tight* fat blown blew constrict* size shut shutting narrow*",
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
    "incoherent* jibberish rubbish salad weird stuck lost stopped mush mushy incomprehensible mixed mixing strange porridge marbles treacle thick foreign cotton soup drawling sloppy tangled",
    "bleed": "bleed* blood bloody hemorrhage gush* spurt* pouring haemorrhag*",
    "lots": "lot lots pouring gush* gushing spurt* pumping squirt* heavy heavily heavier soak* pool puddle everywhere loads tons buckets "
    "profuse* severe* uncontrollabl* massive* litre pint cup cups cupful cupfuls clots clot flooding flood fountain shooting filling fills filled tap bucket badly hose "
    "drenched fast streaming deep jets jet torrent amounts amount much",
    "rash": "rash spots blotches bruise* dots spot blotchy marks patches mottled petechiae pinprick",
    "fever": "fever fevers temperature #fever hot #high_fever shivering shiver* chills rigors rigor burning shaking",
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
    # poisonings
    "small_child": "son daughter baby child children boy girl toddler newborn twin twins nephew niece grandson granddaughter "
    "grandchild preschooler #child #young_baby kid kids little crawler tot godson goddaughter lo ds dd",
    "swallowing": "ate eaten eating swallow* drank drunk ingest* licked licking chew* sucked sucking suckled sipped sip gulp* consumed "
    "downed gobble* munch* crunch* scoff* nibbl* necked slurp* taste* tasting guzzl* swig* swigged swallows mouthful mouthfuls mouth tongue "
    "chomp* devour* polished wolfed drinking quaffed neck bite bitten",
    "access": "got getting gotten into hold found finding opened open opening raided helped emptied empty climbed missing gone lid cap off handbag "
    "purse bag drawer cupboard cabinet mouth hands fingers face lips covered spilled spilt playing tipped handful bedside unlocked chewed eaten ate swallowed drank drunk "
    "licked sucked scoffed necked gobbled crunched sipped gulped swigged bit took taken grabbed given gave handed mistook fed swallow pulled peeled half most some few several",
    "household": "bleach antifreeze detergent ammonia cleaner descaler disinfectant dettol lysol acid lye caustic paint thinner thinners turps "
    "turpentine methylated petrol gasoline diesel kerosene paraffin lighter weedkiller roundup pesticide* insecticide* herbicide* fungicide* poison* pellets "
    "mothball mothballs battery batteries magnet magnets eucalyptus camphor wintergreen menthol methanol ethanol sanitiser sanitizer perfume mouthwash "
    "aftershave cologne varnish remover dye acetone glue superglue chlorine pods pod capsule* dishwasher screenwash coolant mercury arsenic "
    "cyanide peroxide silica firelighter firelighters fertiliser fertilizer moonshine hooch nicotine cigarette cigarettes cigar butts butt snus zyn pouch pouches "
    "vape vapes thermometer chemical* deodorant hydrogen domestos clorox harpic febreze creosote bait solvent* shampoo conditioner limescale limescaler rinse "
    "unblocker drano jif cif windolene windex borax boric naphthalene relaxer primer resin epoxy hardener sealant grout cement metaldehyde flea wormer "
    "wormers ivermectin strychnine paraquat toner ink citronella diffuser desiccant sachet orbeez tiki wax degreaser deicer brake hydraulic butane propane freon "
    "refrigerant polish repellent deet permethrin lice minoxidil liniment vapour vaporub tea_tree soap washing laundry softener fuel hypochlorite oxalic sulphuric sulfuric "
    "hydrochloric hydrofluoric phosphoric caustic formaldehyde formalin iodine toilet drain oven pool weedkillers rodenticide* rat mouse slug snail ant roach wasp fly killer lead asbestos "
    "glowstick glowsticks glow stick lamp kettle aerosol hairspray nail spirit spirits stripper sterilising steriliser milton lime slaked potash washer ajax "
    "vinegar radiator eyedrops xylene toluene benzene phenol lacquer thinners cartridge marker tar creosote benzine sheep dip surfactant",
    "garden": "mushroom* toadstool* fungi fungus foxglove* berries berry nightshade yew oleander laburnum hemlock daffodil* lily lilies wolfsbane monkshood "
    "castor rhododendron* azalea* lupin* delphinium* larkspur aconite hellebore* bluebell* snowdrop* crocus* colchicum hyacinth* tulip* iris bulb bulbs "
    "dieffenbachia philodendron* monstera pothos caladium arum cuckoo bittersweet privet laurel ivy holly mistletoe hogweed ragwort datura trumpet* "
    "brugmansia jimson jimsonweed ricin kernels euphorbia spurge wisteria cotoneaster pyracantha spindle pokeweed manchineel conker conkers acorn acorns "
    "sap houseplant houseplants plant plants leaf leaves seeds petals pips hydrangea poinsettia elderberr* bush hedge toad toads caterpillar* cycad sago "
    "belladonna mandrake buttercup* clematis anemone* rhubarb kratom kava weed hops",
    "street": "heroin cocaine coke crack mdma ecstasy molly mandy meth crystal amphetamine* speed ketamine ket acid lsd shrooms ghb gbl g spice k2 cannabis weed "
    "hash dope skunk joint bong edible edibles gummy gummies brownie brownies cookie cookies thc cbd cannabutter oil dab mkat mephedrone mcat nitrous nos "
    "balloons poppers fentanyl xanax xannies benzos lean nitazene* opium methadone subutex khat salvia dmt 2cb pcp pill pills tab bath salts pregabalin pregabs "
    "steroids viagra kamagra steroid adderall ritalin concerta elvanse vyvanse pouches pre workout caffeine",
    "medicine": "#medicine pills medicine paracetamol aspirin iron antidepressant* painkiller* codeine morphine methadone suboxone fentanyl valium xanax "
    "zopiclone zolpidem digoxin warfarin insulin lithium adderall ritalin concerta benadryl piriton melatonin dosette contraceptive statins statin prescription patch "
    "patches dose doses vitamins blockers colchicine nurofen advil aleve antihistamine* percocet vicodin oxy oxycontin syrup lexapro zoloft prozac adhd thyroid "
    "sedative* tranquilli* benzos opioid* sleepers oramorph buscopan lomotil imodium loperamide sudafed nytol solpadeine cocodamol codamol codydramol zapain "
    "anadin lemsip dayquil nyquil tramadol zapain seroquel ativan klonopin ambien lipitor synthroid eliquis xarelto plavix coumadin gtn glucophage humalog "
    "novorapid lantus levemir tresiba ozempic mounjaro wegovy epipen epilim keppra tegretol lyrica neurontin clonidine guanfacine potassium chloroquine "
    "quinine dapsone isoniazid salbutamol ventolin methylphenidate lisdexamfetamine atomoxetine dexamphetamine baclofen tizanidine clozaril haldol "
    "tcas antibiotic* steroid* minipill hrt viagra cialis thyroxine sulfonylurea* painkillers eyedrops drops lozenge* suppositor* injection tamoxifen letrozole clomid "
    "laxative* senna dulcolax antacid gaviscon multivitamin* calcium zinc vitamin fluoride supplements supplement ibuprofen naproxen diclofenac midazolam nasal "
    "medicated anticoagula* antipsychotic* anticonvuls* antiepileptic* contraceptives ssri ssris beta opiates opiate meds tabs gabapentin pregabalin depakote valproate "
    "amitriptyline theophylline verapamil diltiazem metformin gliclazide glipizide glimepiride levothyroxine propranolol bisoprolol co atenolol ramipril hydroxychloroquine",
    "poison_signs": "drool* dribbl* vomit* sick drows* sleepy dizzy wobbly stumbl* stagger* unsteady twitch* blurred burning burn* tingl* numb confus* "
    "breath* cough* wheez* pupils sweating shak* tremor* palpitations heart pale floppy collaps* faint* unconscious seizure cramps "
    "diarrhoea hallucinat* agitated blister* swollen slur* giggly headache slow nausea queasy rash foam* froth* weird odd funny funny racing pounding thumping",
    # despair
    "self": "myself ourselves",
    "themself": "himself herself themselves yourself",
    "kill": "kill kills killing hang hanging shoot shooting drown drowning strangle strangling unalive off offing gas gassing electrocute "
    "suffocate murder murdering jump jumping stab stabbing overdose overdosing poison poisoning end ending yeet destroy harm",
    "intent": "want wants wanted wanting going will plan plans planning planned thinking think thought thoughts thinks considering "
    "contemplating about try trying tried threaten* wish wishes ready decided desire urge* feel feels feeling says said say saying keeps keep "
    "told talking talks intend* consider attempting attempt attempted need might tempted fantasis* fantasiz* fantasy wanna "
    "dream dreaming imagin* obsess* hope hoping scared afraid close could gonna idea ideas texted messaged posted",
    "wish": "want wants wanted wanting wish wishes wishing wished hope hopes hoping hoped pray prays praying prayed rather prefer long "
    "longing beg begging ready love like would",
    "kin": "he she him her they them wife husband son daughter mother father brother sister friend mate partner boyfriend girlfriend "
    "grandmother grandfather kids uncle aunt cousin nephew niece flatmate roommate housemate colleague neighbour neighbor student pupil "
    "patient client girl girls boy boys teenager teen ex gf bf bestie classmate resident tenant caller user stepson stepdaughter fiance fiancee "
    "granddaughter grandson lodger man woman lad child 11s student's pupils students someone somebody",
    "drug": "pills medicine paracetamol ibuprofen aspirin amitriptyline propranolol morphine oxycodone oxy codeine tramadol insulin zopiclone "
    "diazepam valium xanax lorazepam temazepam sertraline quetiapine lithium digoxin fentanyl patches sleeping antidepressants "
    "painkillers potassium barbiturates pentobarbital nembutal cyanide heroin metformin warfarin antihistamines benzos opioids prescription "
    "prescriptions pregabalin gabapentin beta blockers citalopram fluoxetine mirtazapine venlafaxine tranquillisers sedatives bisoprolol dose doses",
    "cord": "rope noose ligature cord cable belt scarf sheet sheets bedsheet shoelace shoelaces hose hosepipe flex lead tie wire leash tubing",
    "drop": "bridge ledge roof rooftop cliff cliffs tracks railway rails platform viaduct overpass dam pier quarry parapet balcony railing "
    "railings crossing gap lookout bridges carpark storey edge flyover tower window barrier quarry silo crane mast reservoir stairwell pylon weir",
    "blade": "razor razors blade blades knife knives scissors scalpel sharpener compass shard penknife stanley lighter",
    "gun": "gun pistol shotgun rifle revolver firearm glock handgun guns",
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

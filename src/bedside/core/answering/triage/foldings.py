"""Tables that fold lay spellings, contractions and slang into the words the rules use."""

_SUBJECT_BE = {"im": "i am", "iam": "i am", "ima": "i am going to", "imma": "i am going to", "youre": "you are", "hes": "he is", "shes": "she is",
               "theyre": "they are", "were": "were", "whats": "what is", "thats": "that is", "theres": "there is",
               "whos": "who is", "wheres": "where is", "hows": "how is", "heres": "here is", "itll": "it will",
               "ill": "ill", "hell": "hell", "ive": "i have", "weve": "we have", "theyve": "they have", "youve": "you have",
               "theyd": "they would"}  # fmt: skip

_SPELLINGS = """
cant=cannot cannt=cannot canot=cannot couldnt=cannot cudnt=cannot coudnt=cannot wont=will not wnt=will not aint=is not
wanna=want to gonna=going to gunna=going to gona=going to gotta=have to tryna=trying to dunno=do not know idk=i do not know
dont=do not doesnt=does not didnt=did not isnt=is not arent=are not wasnt=was not hasnt=has not havent=have not
hadnt=had not wouldnt=would not shouldnt=should not werent=were not neednt=need not dosnt=does not dosent=does not
dnt=do not doesn=does not nvr=never breaths=breath nothin=nothing sumthing=something smth=something
pils=pills iwant=i want iwanna=i want to pilss=pills wana=want to wanto=want to nomore=anymore animore=anymore ded=dead killin=killing kms=kill myself kys=kill yourself unalive=kill unaliving=killing unalived=killed sewerslide=suicide sewerslid=suicide suislide=suicide sooicide=suicide suicied=suicide siucide=suicide suicidal=suicidal seewerslide=suicide kmsing=killing myself offing=offing tmrw=tomorrow tmr=tomorrow tmw=tomorrow tomoro=tomorrow tomorow=tomorrow tommorow=tomorrow tommorrow=tomorrow tonit=tonight 2moro=tomorrow nite=night gnite=goodnight gudbye=goodbye gbye=goodbye goodby=goodbye byebye=bye rn=now ngl=honestly deth=death dieing=dying diein=dying livin=living existin=existing rlly=really srry=sorry sry=sorry soz=sorry everyting=everything evrything=everything evry1=everyone evryone=everyone everybody=everyone anybody=anyone somebody=somebody noone=nobody nobdy=nobody no1=nobody bday=birthday xmas=christmas medz=medicine pilz=pills sewercide=suicide
sui=suicide suiside=suicide suicde=suicide sucide=suicide suicid=suicide suicidle=suicidal sucidal=suicidal
myslef=myself myself=myself meself=myself maself=myself himslef=himself herslef=herself hisself=himself kil=kill
wnt=want b=be kll=kill kl=kill suxx=sucks endin=ending u=you ur=your r=are n=and nd=and w=with wid=with wiv=with cuz=because cos=because bc=because coz=because pls=please
plz=please rite=right lft=left jst=just rly=really v=very nemore=anymore anymor=anymore anymre=anymore tho=though
mum=mother mums=mother mom=mother moms=mother mommy=mother mummy=mother mam=mother mama=mother mutter=mutter
dad=father dads=father daddy=father papa=father nan=grandmother nana=grandmother nanna=grandmother gran=grandmother
granny=grandmother grandma=grandmother grandmas=grandmother grandpa=grandfather grandad=grandfather
granddad=grandfather gramps=grandfather hubby=husband missus=wife kiddo=child kid=child kids=children lad=boy
lil=little bub=baby bubs=baby bubba=baby babe=baby babys=baby infant=baby newborns=newborn neonate=newborn
breth=breath brethe=breathing breathe=breathing brething=breathing breathin=breathing breathing=breathing breating=breathing
breathless=breathless breathlessness=breathless sob=breathless dyspnea=breathless dyspnoea=breathless winded=breathless
chset=chest cheast=chest ches=chest pian=pain paine=pain hart=heart herat=heart hert=heart hearth=heart strok=stroke
puke=vomit puking=vomiting puked=vomited puked=vomited barfing=vomiting barf=vomit spewing=vomiting spewed=vomited
vomitting=vomiting vomitted=vomited vommiting=vomiting hurling=vomiting heaving=vomiting vom=vomit
fainted=fainted fainting=fainting blackout=blackout collapse=collapse collasped=collapsed colapsed=collapsed
unconcious=unconscious unconsious=unconscious uncon=unconscious unresponsive=unresponsive rousable=responding unrousable=unresponsive
unarousable=unresponsive comatose=unconscious sezure=seizure siezure=seizure seizures=seizure seizing=seizure
convulsing=seizure convulsion=seizure convulsions=seizure convulsed=seizure fitting=fitting
temp=temperature temps=temperature tempature=temperature temprature=temperature fevr=fever feaver=fever feverish=fever
sats=spo2 sat=sat o2=spo2 oxymeter=oximeter oximiter=oximeter bp=pressure hr=pulse bpm=bpm
diahrrea=diarrhoea diarrhea=diarrhoea diarrea=diarrhoea diahrea=diarrhoea runs=runs
haemorrhage=hemorrhage hemorrhaging=hemorrhage haemorrhaging=hemorrhage bleedin=bleeding bleding=bleeding
oesophagus=esophagus anaphylactic=anaphylaxis anaphalaxis=anaphylaxis anaphylatic=anaphylaxis anafilaxis=anaphylaxis
ambulence=ambulance tounge=tongue tonge=tongue throte=throat thoat=throat swelled=swollen swollen=swollen swolen=swollen
swellin=swelling swelin=swelling swelling=swelling droopy=drooping droopin=drooping slured=slurred slurd=slurred
speach=speech numbness=numb tingly=tingling dizzyness=dizzy dizziness=dizzy lightheaded=dizzy lightheadedness=dizzy
woozy=dizzy clammy=clammy sweaty=sweating sweat=sweating sweats=sweating perspiring=sweating nauseous=nausea
giddy=dizzy giddiness=dizzy perspiration=sweating diaphoretic=sweating nauseated=nausea queasy=nausea bluish=blue purplish=purple greyish=grey gray=grey ashen=grey cyanotic=blue dusky=blue
tummy=stomach belly=stomach abdomen=stomach abdominal=stomach tum=stomach gut=stomach guts=stomach stomache=stomach
stomch=stomach bum=bottom butt=bottom arse=bottom ass=bottom poo=poo poop=poo pooped=poo stool=poo stools=poo feces=poo
faeces=poo poos=poo pooing=poo crap=poo shit=poo motions=poo pee=urine wee=urine pees=urine urinate=urine urinating=urine
peeing=urine weeing=urine urinated=urine peed=urine weed=weed piss=urine pissing=urine pissed=pissed
testicle=testicle testicles=testicle testis=testicle balls=testicle ballsack=testicle scrotum=testicle nut=nut
diaper=nappy diapers=nappy nappies=nappy pacifier=dummy diper=nappy
tylenol=paracetamol acetaminophen=paracetamol panadol=paracetamol paracetemol=paracetamol paracetmol=paracetamol
calpol=paracetamol pill=pills tablet=pills tablets=pills tabs=pills capsule=pills capsules=pills caplets=pills meds=medicine
med=medicine medication=medicine medications=medicine medicines=medicine medicin=medicine tabletts=pills tabletes=pills
mins=minutes min=minutes minute=minutes minuets=minutes hrs=hours hr=hours hour=hours wks=weeks wk=weeks week=weeks mth=months mths=months
month=months mo=months yr=years yrs=years yo=years year=years day=days secs=seconds
preg=pregnant preggers=pregnant pregant=pregnant pregnent=pregnant prego=pregnant
two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12 fifteen=15 twenty=20 thirty=30
forty=40 fifty=50 sixty=60 hundred=100
ppl=people sumone=someone some1=someone every1=everyone thru=through sth=something alot=a lot
asthama=asthma asma=asthma ashma=asthma puffer=inhaler inhalor=inhaler diabetis=diabetes suger=sugar sugars=sugar
bleech=bleach blech=bleach swallered=swallowed swollowed=swallowed swalowed=swallowed drunk=drunk drinked=drank
mushrom=mushroom antidepressents=antidepressants dauhgter=daughter doughter=daughter dougther=daughter
hurts=hurts hurtin=hurting achin=aching cieling=ceiling outta=out of lotta=lot of kinda=kind of
ciggie=cigarette epi=epipen pens=pens mg=mg gram=grams gm=grams gms=grams g=grams
wheezy=wheezing wheeze=wheezing weezing=wheezing weeze=wheezing wheezes=wheezing coma=coma
floppy=floppy limp=limp lethargic=lethargic listless=lethargic
hallucinating=hallucinating confussed=confused confuse=confused
anymore=anymore any1=anyone kno=know wat=what wot=what wen=when dat=that dis=this da=the teh=the hav=have
hav=have havin=having gettin=getting goin=going feelin=feeling feelig=feeling thinkin=thinking cuttin=cutting
bout=about abt=about 2day=today 2nite=tonight tonite=tonight 2morrow=tomorrow b4=before
"""

_PHRASES = """
fainted=passed out|blacked out|conked out|lost consciousness|loses consciousness|lose consciousness|keeled over
fainting=passing out|pass out|black out|blacking out|passes out|nearly fainted|going to faint|nearly fainting|losing consciousness|about to faint|blacks out
unconscious=out cold|knocked out|knocked unconscious|zonked out|not conscious|is not conscious|is out of it
breathless=out of puff|puffed out|huffing and puffing|short of breath|shortness of breath|out of breath|difficulty breathing|trouble breathing|problems breathing|difficulty in breathing|hard to breathe|breathing is hard|struggling for breath|struggles to breathe|struggling to breathe|gasping for breath|gasping for air|fighting for breath|fighting for air|breathing difficulties|breathing difficulty|struggling to breath|hard to breath|difficult to breathe|breathing trouble|breathing problems|breath short|cannot catch my breath|cannot catch his breath|cannot catch her breath|breathing difficult|difficult breathing|short on breath|labored breathing|laboured breathing|short breath|struggle to breathe|hungry for air
rigors=teeth chattering|teeth are chattering|chattering teeth|bed shaking|shaking uncontrollably|cannot stop shivering|cannot stop shaking
vomiting=throwing up|throws up|throw up|being sick|be sick|chucking up|bringing up|brings up|keeps being sick|is being sick
vomited=threw up|thrown up|been sick|was sick|got sick|chucked up|brought up|sick up
chest=upper body|breast bone|rib cage|left breast|solar plexus
confused=not making sense|not making any sense|makes no sense|making no sense|not making much sense|talking nonsense|talking gibberish|talking rubbish|not with it|away with the fairies|not himself|not herself
battery=button cell|button cells|coin cell|coin cells|watch battery|watch batteries|disc battery
methylated=white spirit|mineral spirits|surgical spirit|rubbing alcohol|methylated spirits|paint stripper|lighter fluid|windscreen wash
mushroom=death cap|death caps|magic mushrooms|toad stool|toad stools|wild mushrooms
toddler=one years old|one months old|one years olds|1 years old|2 years old|3 years old|4 years old
stairs=down stairs
numb=pins and needles|no feeling|lost feeling|lost all feeling|lost sensation|no sensation|cannot feel
dizzy=light headed|head spinning|about to fall
sweating=cold sweat|cold sweats|break out in sweat|pouring with sweat|drenched in sweat
myself=my self|me self|ma self
himself=him self
herself=her self
themselves=them self|them selves|themself|theirself
wish_to_die=want 2 die|wanna 2 die|want 2 be dead
want_to_end=want 2 end|want 2 kill
anymore=any more|no more|any longer
heart_attack=heart attack|heart attacks|cardiac arrest|myocardial infarction|hart attack
seizure=seizure episode|grand mal|febrile seizure|febrile convulsion|epileptic fit|having fits|having a fit|had a fit|has a fit|taking a fit|took a fit|throwing a fit|had fit|having fit|fitting and|been fitting|is fitting|are fitting|was fitting|started fitting|keeps fitting|still fitting|baby fitting|son fitting|daughter fitting|having another fit
spo2=pulse ox|oxygen level|oxygen levels|oxygen saturation|o 2|spo 2|oxygen sats|oxygen reading|blood oxygen
urine=wet herself|wet himself|passing water|pass water|pass urine|had a wee|go for a wee
private_parts=private parts|between my legs|between the legs|between his legs|between her legs|saddle area|inner thighs
inhaler=blue puffer
carbon_monoxide=carbon monoxide|co alarm|co detector|co poisoning
kill_time=kill time|killing time|killed time
killing_me=killing me
boiling_water=boiling water|hot water|boiling oil|hot oil|hot fat|hot tea|hot coffee|hot soup
not_breathing=not breathing|no breathing|no breath|stopped breathing|stops breathing|stop breathing|quit breathing|not breath|not breathe|no breaths|without breathing|breathing stopped|breathing has stopped|does not breathe
"""

CENSORED = {
    "su*cide": "suicide", "s*icide": "suicide", "suic*de": "suicide", "su1cide": "suicide", "su!cide": "suicide",
    "k*ll": "kill", "k!ll": "kill", "d*e ": "die ", "unal*ve": "unalive", "r*ped": "raped", "un-alive": "unalive",
    "self-harm": "self harm", "selfharm": "self harm", "\u00b0": " degrees ", "o\u2082": "o2", "+": " ", "&": " and ",
}  # fmt: skip


def _pairs(table: str) -> dict[str, tuple[str, ...]]:
    pairs: dict[str, tuple[str, ...]] = {}
    last = ""
    for part in table.split():
        if "=" in part:
            last, first = part.split("=")
            pairs[last] = (first,)
        else:
            pairs[last] = (*pairs[last], part)
    return pairs


WORDS: dict[str, tuple[str, ...]] = _pairs(_SPELLINGS) | {
    short: tuple(long.split()) for short, long in _SUBJECT_BE.items()
}
PHRASES: dict[tuple[str, ...], str] = {
    tuple(folded for word in phrase.split() for folded in WORDS.get(word, (word,))): line.split("=")[0]
    for line in _PHRASES.strip().splitlines()
    for phrase in line.split("=")[1].split("|")
}

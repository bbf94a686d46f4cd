"""The phrases from which `context` knows a story, a lesson, news or a figure of speech, in normalised words."""

UNREAL = """
in|for|of|from my|a|the|this|that novel|story|script|screenplay|film|movie|drama|play|series|show|episode|sitcom|fanfic|fanfiction|thriller|comic|musical|soap
my novel|story|character|screenplay|script|fanfic|dissertation|thesis|essay|homework|coursework|assignment|lecture|podcast|blog|book|protagonist
my main|fictional character|story
my|the|a biology|science|english|psychology|nursing|health|history homework|essay|project|assignment|class|coursework|exam|test
writing|write|wrote a|an|my|this|the story|novel|book|script|screenplay|essay|paper|report|article|song|thriller|scene|play|dissertation|blog|poem|presentation|leaflet|crime|short|research|murder
a|the|where character|characters|protagonist
character|characters in|who|dies|overdoses|gets|has|is|to
watched|watching|seen|saw a|the|this|that|an documentary|film|movie|series|show|programme|program|episode|video|drama|play
documentary
read|reading|saw|heard|seen in|on|about|an|a|that|somewhere|online|of the|a|tv|news|article|book|story|facebook|celebrity|footballer|study|blog|post|twitter|tiktok|people|someone|man|woman
heard|read|reading about|of
read|saw|heard that
read|saw|seen on|in tv|twitter|tiktok|facebook|instagram|reddit|netflix|youtube|news
there was an|a article|story|report|documentary|programme|piece
on the news|telly
in the news|newspaper|paper|papers|media
the news|documentary
news|newspaper|magazine article|story|report|item
an article
a podcast
exam|practice|quiz|mcq|test|trivia|osce|board|usmle|plab|sba question|questions|case|station|scenario|vignette
case study|studies|vignette|scenario|presentation|report|discussion
clinical vignette|scenario
presents|presented with
presents|presented to the
most likely diagnosis
revising|revision|flashcards|flashcard|homework|dissertation|coursework|essay|assignment|quiz|mnemonic
studying|cramming|prepare|preparing for|about
nursing|medical|medicine|paramedic|pharmacy|midwifery|biology|psychology|med student|school|students|exam|finals|revision
my|our|a|the first aid|aider course|training|exam|class|test|lesson|workshop
course|teaching|teach|lesson|lecture|presentation|workshop|seminar|webinar on|about|next|tomorrow
presentation|poster|leaflet|pamphlet|essay|report|speech on|about|for
role play
video|board game
"""

IDIOMS = """
die|died|dying|dead of|from|with laughter|laughing|boredom|embarrassment|shame|curiosity|cringe|cuteness
dying|die for|to a|an|my|some|know|try|see|eat|get|go|have|meet|sleep
to die for
scared|bored|worried|frozen|tickled|thrilled to death
dead tired|good|beat|easy|serious|simple|slow|straight|end|sea|line|keen|chuffed|leg|legs
could|would murder|kill a|an|for|my|some
could kill|murder myself|him|her|them for
boss|mother|teacher|coach|manager|trainer|dentist|doctor|physio|gp is going to kill|murder me
boss|mother|teacher|coach|manager|trainer|dentist|doctor|physio|gp will|would|gonna kill|murder me
shot|shoot|shooting myself in
shot in the arm|dark|foot
gave|give|gives|giving|nearly|almost|about me|him|her|had|gave|have a|near|nearly|me|mild|mini heart_attack|stroke|seizure
gave|give|giving|gives me|him|her|them|us heart_attack
nearly|almost had heart_attack|kittens
have|having|had heart_attack|stroke|fit|seizure|kittens|aneurysm when|if|lol|laughing|over|from
stroke of bad|luck|genius|midnight|good
breast|back|butterfly stroke
sun stroke
brush strokes
bleeding heart|edge|hell
broke|broken|breaks|breaking my|his|her heart
heart is|was broken
choked up|in|at|on|my
drowning in work|debt|emails|paperwork|laundry|homework
blood boil|boiling|boils|bath|orange|type|group
killing me
kill_time
kill two|2 birds
dressed to kill
over my dead
suicide squad|mission|doors|drill|drills
diet is suicide
career|political|commercial|social suicide
poison ivy|oak
food poisoning
killer workout|heels|instinct|app|whale
drop dead gorgeous
crying|laughing my eyes
head exploded|explode|explodes
mind blown
heart skipped|skips|skip a|when
heart in my mouth
heart sank
cold feet
pain in the neck|ass|arse|backside|bottom
under the weather
love struck
hit the roof|wall|gym|hay
lost my mind|marbles|head|appetite|voice|temper
burning question|questions|ambition
stabbed|stab in the back
stab|stabs at
backstabbed
bite|bit the bullet|dust
blackout curtains|blinds
snowed under
i die
literally|almost|nearly died|die when|of|lol
"""

"""Crises told by their means: how to die, what is at hand, where someone stands, what was taken in order to die.

A question about means is a sign in itself, so these rules listen in questions too. Sources as in `crises`.
"""

from bedside.core.answering.triage.message import Light
from bedside.core.answering.triage.rule import rule

ANYHOW = Light.QUESTION | Light.HYPOTHETICAL | Light.FEAR | Light.IDIOM | Light.ANIMAL
OTHERS = """
people ~ die|kill*|dead|year|many
each|per|every .. year
children|toddler|dog|cat|dogs|cats|kids|germs|bacteria|virus|lice|mosquito*|weeds|mould|mold|fungus|worms|ticks|fleas|rats|mice|bugs ~ kill*|die|deadly|lethal|poison*
novel|thriller|story|character
"""

RULES = (
    rule(
        "despair-method",
        "suicide",
        """
        hang|hanging|drown|drowning|jump|jumping|jumped|wrist|wrists|vein|veins|artery|overdose|overdosing|od|pills|paracetamol|ibuprofen|aspirin|insulin|morphine|codeine|oxycodone|opioids|xanax|diazepam|benzos|antidepressants|amitriptyline|propranolol|medicine|sleeping|starve|starving|starvation|bleed|suffocat*|strangl*|asphyxiat*|helium|nitrogen|exhaust|carbon_monoxide|charcoal|noose|gun|bullet|building|bridge|train|cliff|storey|storeys|stories|floor|floors|cyanide|bleach|antifreeze|rope|razor|shoot|shooting|bullet|gunshot|crash|crashing|bag|exit|hypothermia|freeze|freezing|knife|poison|potassium|fentanyl|heroin|drugs|combination|cut
        """,
        """
        die|dies|death|killing|kill+me|kill+myself|kill+someone|kill|you|yourself|him|her
        kill|fatal|lethal|deadly|deadliest|dead
        painless|painful|quick|quickly|quickest|fast|fastest|instant|instantly|sure|peaceful|peacefully|hurt|easiest|easy|guarantee*|certain|undetected|definitely|effective
        end it|life|things|me
        stop|stops .. heart
        bleed|bleeding .. out
        long .. take|takes
        """,
        """
        how|which|what|will|would|is|are|does|can|could|best|tell|enough|many|much|long|way
        """,
        """
        die|dies|dead|death|kill|fatal|lethal|deadly|deadliest|end
        stop|stops .. heart
        bleed|bleeding .. out
        hanging|drown|drowning|hang|jump|jumping|jumped|strangl*|suffocat*|overdosing|noose|wrists
        """,
        unless=OTHERS
        + """
        tv|show|episode|realistic|film|movie
        prevent*|safe|safely|store|antidote|treat*|recover*|symptoms|signs|rescue|save
        allerg*|asthma|swimming|pool|exam|homework|quiz|essay|study
        pain|headache|cold|cough|ache|fever|infection|hiccups|wart|warts|fungal|flu|migraine ~ kill|quick*|fast*|easy|easiest|instant*|effective
        knee|trampoline|rope+jump|jumping+jacks|high+jump|long+jump
        toddler|baby|child|son|daughter|dog|cat|kid|puppy
        die .. from|of
        accident*
        works|work|act|acts ~ quick*|fast*
        end of life
        hospice|palliative|morphine addictive
        how does
        """,
        span=14,
        hears=ANYHOW,
    ),
    rule(
        "despair-method-asked",
        "suicide",
        """
        shoot|shooting|hang|hanging .. yourself|myself|oneself
        bag .. head
        peaceful|painless|quiet|gentle|final .. exit|way+out|end|ending
        crash* .. mph|wall|tree
        jump* .. floor|storey|building|bridge
        took|take|taking .. all .. of these|them|my
        """,
        """
        how|which|what|is|does|would|will|can|could|if
        """,
        """
        quick|hurt|painful|instant|fast|work|peaceful|painless|long|sure|survive|end|exit|definitely
        """,
        unless=OTHERS + "knee|trampoline|course|antibiotics|doctor|pharmacist|vitamin*|supplement*",
        span=12,
        hears=ANYHOW,
    ),
    rule(
        "despair-means",
        "suicide",
        """
        noose
        razor|blade|blades|knife ~ stop|cannot|keep ~ picking|holding|looking|thinking|reaching|staring|touching
        blade|razor|knife .. in|to .. my .. hand|wrist|arm|throat|skin
        bag ~ head|plastic|over ~ head|quick|suffocat*|tape|helium
        charcoal|tape|hose|exhaust ~ car|bathroom|room|windows|bought
        pills|medicine|tablets|bottle ~ photo|picture|locked|pic ~ sorry|herself|himself|bathroom|room|door|goodbye|said|sent
        enough ~ #many_pills
        #many_pills ~ enough|kill|die|lethal|fatal|do+it|work
        empty .. bottle|packets|packet .. pills ~ note|purpose|goodbye
        i|he|she|husband|son|brother|father|friend|got|have|has|with|my|bought|loaded .. gun|pistol|rifle|shotgun|revolver|firearm
        gun|pistol|rifle|shotgun|revolver ~ loaded|lap|hand|mouth|head|next|beside|bed|table|drawer|thinking|using|use|use|closet|ready|bullets|trigger
        i|he|she .. have|has|got|bought|found .. rope|noose|ligature
        rope|ligature|belt ~ bought|ready|tied|tying|neck|beam|tree|garage|attic|tonight|door|hanging|holding
        pills|paracetamol|tablets|morphine|insulin|antidepressants|medicine|everything ~ counted|counting|lined|saved|saving|hoard*|stash*|stockpil*|collecting|ready|poured|row|crushed|laid ~ tonight|enough|die|sleep|go|end|home|forever|hand|me|bed|goodbye|vodka|whisky|whiskey|wine|alone|death|calling|final
        knife|razor|blade ~ wrist|wrists|throat|hand|holding|neck ~ i|my|me|want|she|he|tonight|his|her
        garage|car ~ engine|exhaust|hose ~ running|locked|himself|herself|fumes|pipe|door|myself
        """,
        unless="""
        jumped|jump .. gun
        gun|rifle|guns ~ store|storage|safety
        nail|massage|glue|heat|staple|stun|bb|toy|nerf|temperature|water|spray
        gun ~ shot|range|wound|ear|ears|hearing|loud|ringing
        jump|skipping|climbing
        seat|conveyor
        chef|cooking|shaving|accident*|slipped
        generator|mechanic
        carbon monoxide detector
        """,
        span=15,
        hears=ANYHOW,
    ),
    rule(
        "despair-place",
        "suicide",
        """
        standing|sitting|stood|sat|am|at|up|climbed|waiting|on|went|gone|is|by|over|walking|walked|heading ~ bridge|ledge|rooftop|parapet|tracks|railway|rails|cliff|overpass|railing|motorway
        edge .. of|roof|building|platform|cliff|bridge
        on|off|from .. roof
        drive|driving|drove|swerve|swerving|crash|crashing|steer|steering|veer|veering .. off|into|over .. cliff|bridge|wall|tree|river|lorry|truck|traffic|road|ravine|lake|oncoming|pole|barrier
        step|stepping|stepped|walk|walking|throw|throwing|run|running|jump|jumping|jumped|lie|lying|fall|falling|dive .. front|into|onto|under|in|off|out|from .. traffic|train|bus|lorry|truck|tracks|cars|road|tube|bridge|roof|window|balcony|building|cliff|subway|metro|platform|motorway|highway|overpass
        nearly|almost|about|want|wanted|going|thinking|urge|thought .. jump|jumped|jumping
        top|roof|edge .. of ~ storey|carpark|car+park|building|stairs|cliff|tower|flats
        platform ~ trains|train|stood|standing|hour
        cliff|cliffs|bridge|tracks|bridges ~ drove|sat|walked|went|drive|sitting|stood|parked
        """,
        """
        want*|wanna|think*|thought*|urge*|keep|keeps|end|die|anymore|goodbye|alone|cannot|going|tonight|over|quiet|easy|easier|bye|nobody|jump*|depress*|stand*|sitting|help|crying|cry|cries|life|now|he|she|will|would|not|tempted|imagin*|nearly|almost|sorry|now|here|right|come|down|ledge|edge|top|trains|sat|drove|parked|stood
        """,
        """
        i|me|my|he|she|friend|husband|wife|son|daughter|brother|sister|father|mother|they|someone|boyfriend|girlfriend|roommate|flatmate|neighbour|colleague|patient|ex|standing|now|tonight|sitting
        """,
        unless="""
        ice|icy|whiplash|skidded|airbag
        fell|fallen|slipped|tripped|accident*|injur*|hurt|hurts|broken|broke|landed|ladder|tiles|repair*|sprain*|bruis*|sunstroke
        bungee|parkour|skipping|diving|swim*|hiking|photo|trampoline|training|marathon|race
        bridge ~ tooth|teeth|dental|crown|denture|nose
        sick|nausea|dizzy|vertigo|fear|phobia|heights
        knee|ankle|hip|back|calf ~ jump*|running|walking|driving
        commute|travel|bus+stop
        hit+by|struck+by
        """,
        span=12,
        hears=ANYHOW,
    ),
    rule(
        "despair-overdose",
        "overdose",
        """
        took|taken|swallowed|downed|necked|take|taking|swallow|ate|drank|popped|had|taking|overdosed|od|injected|washed ~ pills|paracetamol|ibuprofen|medicine|antidepressants|bottle|packet|box|everything|handful|all|#many_pills|insulin|morphine|aspirin|lot|lots|loads|bunch|sleeping|bleach|antifreeze|codeine|xanax|stash|cabinet|prescription|month
        od|overdose|overdosed
        swallowed|drank|swallow|ate|drink ~ razor|blades|batteries|glass|poison|cleaner|bleach|detergent|antifreeze|{toxic}
        """,
        """
        not|nobody|no|dont .. want|need|call|tell|save|let .. save|help|anyone|stop|wake|ambulance|live|anymore
        hoping|hope|wish|want*|trying|try|tried|going|wants|meant|so+that .. not|never|die|sleep|end|dead|wake|forever|stop|od|overdose|gone
        purpose|deliberate*|intentional*|suicid*
        tried|attempted|trying|want|going|plan*|threaten*|thinking .. od|overdose
        goodbye|sorry|bye|forgive|letter|die|death|to+die|fight|argument|breakup|dumped|broke+up|row|regret*|sad|depress*|cannot+cope|hate+myself|hate+life|hate+my+life|alone|over|enough|anymore|note
        """,
        unless="accident*|mistake|headache|pain|toothache|prescribed|as+directed|forgot|realising|realizing|wrong|toddler|instead|missed\ntaken .. antidepressants .. weeks|months|years|for|since\nhangover\nfood\nfear|scared .. overdose|od\ndepress* .. taken|take|taking|took .. medicine|pills ~ weeks|months|years\nod ~ eye|vitamin",
        span=20,
        hears=Light.HYPOTHETICAL | Light.FEAR | Light.RESOLVED,
    ),
    rule(
        "despair-all-the-pills",
        "overdose",
        """
        took|taken|swallowed|downed|necked|take|taking|swallow|swallowing .. all|whole|entire|everything|bunch|bottle|packet|handful|box|loads .. my|the|of|her|his ~ pills|medicine|antidepressants|paracetamol|{pills}
        i|he|she|have|has|just .. taken|took|swallowed .. something ~ sleep|back|goodbye|sorry|dizzy|regret|die|wake
        take|taking|took .. them|it .. all ~ cope|cannot|end|going|sleep|die|tonight|sorry
        collecting|collected|gathering|buying .. painkillers|pills|paracetamol|medicine ~ months|weeks|enough|secretly|stash|years|end|die
        saving|saved|hoard*|stockpil*|stash* ~ pills|medicine|morphine|paracetamol|insulin|zopiclone|zolpidem|diazepam|valium|xanax|temazepam|lorazepam|codeine|tramadol|oxycodone|amitriptyline
        """,
        unless="denture\nwhole .. with water\nas prescribed|directed\ninstead of\naccident*|mistake|course|antibiotics|prescribed|mixed|forgot|confused|toddler|baby|child|grandmother|nan|pain|headache|dosette|missed\nsaving .. money|account|time",
        hears=Light.QUESTION | Light.RESOLVED,
    ),
)

"""Words that carry no topic: the small words of English, and names too common to be taken for a topic alone."""

SMALL_WORDS = frozenset(
    """
    a about above after again against all almost alone along already also although always am among an and another
    any anybody anyone anything anyway are around as ask asked asking at away back be became because become been
    before being below best better between both but by came can cannot cant come could couldn couldnt d did didn
    didnt do does doesn doesnt doing don done dont down during each either else enough even ever every everyone
    everything far few find first for found from further gave get gets getting give given go goes going gone good
    got had hadn has hasn hasnt have haven havent having he hello help her here hers herself hey hi him himself his
    how however i id if ill im in into is isn isnt it its itself ive just keep kind know known last least less let
    like little ll long look looking lot m made make makes making many may maybe me mean might mine more most much
    must my myself need needs never no nor not nothing now of off often ok okay on once one only or other others our
    ours ourselves out over own per perhaps please put quite rather re really s said same saw say see seem seems
    seen several shall she should shouldn since so some somebody someone something sometimes soon sort still such
    sure t take taken takes taking tell than thank thanks that thats the their theirs them themselves then there
    theres these they theyre thing things think this those though through thru thus till to together told too took
    toward towards tried try trying two u under until up upon ur us use used using usually ve very via want wanted
    wants was wasn wasnt way we well went were weren what whatever whats when where whether which while who whom
    whose why will with within without won wont would wouldn wouldnt yes yet you your youre yours yourself
    """.split()
)
"""Articles, pronouns, auxiliaries and the small talk of letters; folded, without apostrophes."""

STORY_WORDS = frozenset(
    """
    advice advise ago answer anymore appreciate article bad big bit boyfriend brother called concerned cousin
    curious dad daughter day days dear desperate everyday ex fact family father feel feeling feels felt figure fine
    friend friends girlfriend glad grandma grandmother great guess guys happen happened happening happy hate hear
    heard hope hoping hour hours house husband idea info information internet job kid kids learn learned life likely
    live lived lives living love man matter member minute minutes mom moment money month months morning mother mum
    near new news nice night number obviously old online part past people person place plan point possible previous
    probably problem problems question questions read reading real reason recently regarding related research right
    sad scared school second share show sister site situation small somewhat son sorry start started starting stuff
    suggest suggestions suppose talk talking teacher terrible thought thoughts time times today tomorrow tonight
    true type understand various weird wife woman wonder wondering work working world worried worse worst write
    writing wrong year years yesterday young
    """.split()
)
"""Words of a life story: true of the writer, of no help in finding an answer."""

NOT_NAMES = frozenset(
    """
    acid acute adaptive add adult age aged aging aid all alone anatomy and antibody antigen arm art as ash at baby
    bad battery be bind bite black blood blow blue body bone botanical brain bulk but call can cap car care cat cell
    change char child children chromosome chronic cold common complement condition confusion cord cramp crystal cut
    day death del diet differential dig dip discipline disease disorder doctor does down drink drug ear eat enzyme
    era etc eye face fall family fat female fire first fit five focal foot for formerly gas gene general genetic
    glass glue go gum had hand hard has he head heart help her high him hip hit home hormone horse hospital hunger i
    illness imaging in incidence infection inheritance inspection invasive is it job junk kid kidney kind lateral
    leg life lip liver living long lord lung mad male man map mass may me med medication medicine men metabolism mid
    mineral mouth muscle neat neck need nerve new no nose not now nurse nursing of off oil old on operation or other
    out pad pain part past patch pavement people period peripheral pet pharmacist physician pick pill plan primary
    problem proliferation prop punishment rare rear recreational rehab renal resource respiratory rest right run sac
    safety salt same scale secondary see self serum severe sex she short shot skin sleep snow so solar some speed
    spot step stomach strain sugar surgery syndrome systemic take tear teen tension test that the they thing tic
    time tip to tongue tooth trap treatment type us vitamin walk was water weakness weed weight west what who will
    with woman women work you young
    """.split()
)
"""Single words that some source uses as a name, and that in a person's message nearly never are one."""

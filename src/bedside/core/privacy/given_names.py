"""Common given names of many origins, folded. A list for recognising, not for judging: absence means nothing."""

GIVEN_NAMES = frozenset(
    """
    aaron abby abdul abdullah abena abigail abiodun ada adaeze adam ade adebayo adele adjoa adrian adriana adwoa
    afua agnes agnieszka ahmad ahmed aidan aiden aiko aisha aisling akira akua alaina alan alana albert alberto
    alejandra alejandro aleksander aleksandra alessandro alessia alex alexandra alexandre alexandros alexis
    alfonsina alfonso alfred alfredo ali alice alicia alina alison alistair aliyah aliza allison alma alvaro alvin
    amal amanda amara ambrose amelia amina amir amira amit amos amrita amy ana ananya anastasia anders andre andrea
    andreas andrei andrew andrzej andré aneta angel angela angelica angelina angelo ania anika anil anita anja
    anjali ankita ann anna annabel annabelle anne anneliese annette annie annika anouk ansel anselm anthony antoine
    anton antonella antonia antonio anya aoife arash archie ariana ariel arjun arlene arman armando armin arnaud
    arnold arthur arturo arun asha asher ashley ashok astou astrid audrey aurora ava avery axel ayesha aylin ayumi
    azadeh babak baptiste barbara barnaby barry bartholomew beata beatrice beatrix beatriz becky belinda bella ben
    benedict benedikt benjamin benny benoit bente bernadette bernard bertha bertram bessie beth bethany bettina
    betty beverly bianca bianka bilal billy birgit bjorn björn blanche bobby bogdan boniface bonnie boris boyd brad
    bradley brady brandi brandon brenda brendan brett brian brianna bridget brigid brigitte brittany brock brody
    bronwyn brooke bruno bryan bryce bryson cade caden caitlin caleb callum calvin cameron camila camille camilo
    candice cara carina carl carla carlene carlos carlotta carly carmela carmelo carmen carol carole caroline
    carolyn carrie casey cassandra cassidy cassie catherine cathy cecilia cedric celeste celia celine chad chandra
    chanel charlene charles charlie chen cheryl chiamaka chiara chidi chidinma chinedu chinwe chioma chloe chloé
    chris christina christine christopher chukwu ciara cillian cindy claire clara clarence clarissa claude claudia
    clayton clemens clement clifford clint clinton clive clyde cody colin colleen colton connie connor constance
    consuelo cora cordelia corey cornelia cosmo courtney craig cristian cristina crystal curtis cynthia cyril dagmar
    daisuke damian damon dan dana daniel daniela danielle danny daria dario darius darlene darrell darren darrin
    daryl dave david dawit deandre deanna deborah debra deepak deirdre delores delphine demetrius denis denise
    dennis derek derrick desiree desmond devi devon diana diane dianne diego dieter dilip dimitri dimitris dinesh
    dirk divya dmitri dmitry dolly dolores domenico dominic dominik dominique don donal donald donna dora doreen
    doris dorothy doug douglas dragan duane dustin dwayne dwight dylan eamon earl ebony eddie edgar edith edmond
    edmund edna edoardo eduardo edward edwin efua eileen elaina elaine elbert eleanor elena eleni eliane elias
    elijah elin elisa elizabeth ella ellen elmer elodie eloise elsa elsie elvira elvis emeka emerson emery emiko
    emil emily emine emma emmanuel emmett emre enid enrique enzo eric erica erik erika erin erling ernest ernesto
    ernst ervin esmeralda esperanza essie estelle esther ethan ethel ethelyn etienne eugene eula eun eunice eva evan
    evelyn everett evgeny ewa ezekiel ezra fabian fabio fabrizio faisal farah fareed farhan farid fatima fatma fatou
    fay faye federico felicia felix fernanda fernando filip finn fintan fiona fiorella fleur flora florian floyd
    forrest frances francesca francesco francis francisco franck franco franz franziska fred freddie frederic
    frederick freja freya frida fumiko gabriel gabriela gabrielle gage gareth garrett garth gary gavin geeta gemma
    genevieve geoffrey georg george georges georgette georgina gerald geraldine gerard gerda gerhard gerry gertrude
    gethin giacomo gianna gilbert gilda gina giorgio giovanni gisela giselle gita giulia giuseppe gladys glen glenda
    glenn gloria godfrey gonzalo goran gordon graciela graham grainne graziella greg gregory greta gretchen grzegorz
    guadalupe gudrun guido guillermo gulsen gunnar gunther gus gustaf gustav gustavo gwen gwendolyn gwyneth hadiza
    hailey hakan halima hamza hanna hannah hanne hans harald harley harold harriet harry haruka haruki haruto harvey
    hasan hassan hattie hayden heather hector hedwig heidi heinrich helen helena helga helmut hendrik henri henrik
    henry herbert herman herschel hilary hilda hildegard hiroko hiroshi holly horace horst hortense howard hubert
    huda hudson hugh hugo hussein hyacinth ian ibrahim ida idris ignacio igor ike ikenna ilaria ilse imani imogen
    imran indira ines inga inge ingrid ioana irene irfan irina irma irvin isaac isabel isabela isabella isabelle
    isadora isaiah isaias isla ismael ismail itzel ivan jackie jackson jacob jacqueline jacques jada jaden jadwiga
    jaime jake jalen jamal james jamie jan jana jane janelle janet janice janina janine jannik jared jarek jaroslav
    jasmin jason jasper javad javier jayden jayla jaylen jeanette jeannie jed jeff jeffery jeffrey jemima jen jenna
    jennifer jenny jens jeremy jeroen jerome jerrod jerry jesper jesse jessica jessie jesus jill jim jimmy jin jing
    jo joan joana joann joanna joanne joaquin jocelyn jodi jodie joe joel joey johan johann johanna john johnnie
    johnny jolanta jon jonah jonas jonathan jonathon jordi jorge joris jorja jose josef josefa josefina joseph
    josephine josh joshua josiah josie josé jovan joyce jozef juan juana juanita judith judy jules julia julian
    juliana julianne julie julien juliet julio jurgen justin jürgen kaden kadir kaiden kaitlyn kaito kaleb kamal
    kamila kanye kara karen kari karim karin karl karla karolina kasey kasper katarina katarzyna kate katherine
    kathleen kathryn kathryne kathy katie katja katrin katrina kavita kay kaye kayla kazuki keiko keiran keisha
    keith kelly kelsey kelvin kemal ken kendall kendra kenji kenneth kenta kerry kerstin kevin khadija khalid kiera
    kieran kim kimberly kira kirk kirsten kofi kofo konstantin krishna kristen kristin kristina kristine krystal
    krystyna krzysztof kunal kurt kwabena kwaku kwame kwesi kyle kylie lachlan laila lakshmi lamar lamont lance
    landon lara larry lars lasse laszlo latasha latisha latoya laura lauren laurence laurie lavonne lawrence layla
    leah leanne lee leila leland lena lenora leo leon leona leonard leonardo leonor leopold lerato leroy lesley
    leslie leticia lev levi lewis lexi liam liana liang liesel lila liliana lillian lilly linda lindsay lindsey
    linnea lionel lisa lise liza lloyd logan lois lola lonnie lorena lorene lorenzo loretta lori lorna lorraine
    lothar louis louise lowell luca lucas lucia luciano lucille lucy ludwig luella luigi luis luisa lukas lukasz
    luke lupe luther luz lydia lydie lyle lynn maarten mabel maciej mackenzie maddox madeleine madhuri madina mads
    mae maeve magda magdalena maggie magnus mahesh mahmoud mai maja makayla makoto maksim malachi malcolm malgorzata
    malik malika mamadou mandy manfred manish manoj manon manuel marc marcel marcella marcia marco marcus marcy
    marek maren margaret margarete margarita margery margie margot maria mariah mariam marian mariana marianne marie
    marija marilyn mario marion marisa marisol marissa marit mariusz marjorie marko markus marlene marlies marlin
    marlon marlow marsha marta martha martin martina marvin marwan mary maryann maría masako massimo mateo mathias
    mathieu mathilde matilda matteo matthew matthias mattias mattie maude maura maureen maurice mavis maxim maxime
    maxine maya mayumi meera megan meghan mehdi mehmet mei melanie melinda melissa melvin mercedes meredith merle
    merve mette mia mian micaela micah michael michaela michal michel michele michelle miguel miho mike mikhail mila
    milan mildred milena millie milos milton min mindy minh minnie mirela miriam mirjam misaki mitchell mohamed
    mohammad mohammed mohan moira moises molly mona monica monika monique monty morgan moritz mortimer moses moussa
    muhammad murat muriel musa myra myron myrtle nadia nadine nadja nancy nannie naoko naomi narges nasser natalia
    natalie natalya natasha nathalie nathan nathaniel nawal ned neha neil nela nell nelson nestor nettie nevaeh
    neville ngozi nia niamh nicholas nick nicola nicolas nicole niels nigel nikhil nikki nikola nikolai nils nina
    nirmala nisha noah nobuko noel noemi nola nolan noor nora noreen norma norman nour nuno obinna octavia octavio
    oksana olaf ole oleg olga oliver olivia olivier ollie olu oluwaseun oluwaseyi omar omari orla orville oscar
    osman osvaldo otis ottilie otto owen pablo padma paige paloma pamela paola paolo parisa parvati pascal patrice
    patricia patrick patsy paul paula paulina pauline paulo pavel pawel pedro peggy pelle penelope perla pernille
    peter petra peyton phil philip philippe phillip phoebe phyllis pia pierre pilar piotr piper pippa polly pooja
    porfirio prakash pranav prem preston priya prudence quentin quinn rachel rae rafael rahel rahul rainer raj
    rajesh rajiv ralph ramesh ramiro ramon ramona rana randall randolph rania ranjit raphael raquel rasheed rashid
    rashida raul ravi raya raymond reagan reba rebecca reese regina reginald reiko reinhard rekha renata rene renee
    reuben rex reza rhiannon rhoda rhonda rhys ricardo richard ricky rigoberto rikke riku riley rita robert roberta
    roberto robin rochelle roderick rodney rodolfo rodrigo roger rohan roisin roland rolf romain roman ron ronald
    rosa rosalba rosalie rosalind rosario rosemary rosetta roshni rosie ross rowena roxanne roxy roy royce roza
    ruben rudi rudolf rufus rupert russell ruth ryan ryder ryker saanvi sabrina sachin sadia sadie saeed sakura
    salim sally salma salvador salvatore sam samantha samir samira samuel sandeep sandra sandrine sanjay sanna
    santiago santino saoirse sara sarah sari satoshi saul sawyer scarlett seamus sean sebastian sebastien seema
    selena selma sergei sergey sergio seth shabnam shalini shane shanice shannon shanti shaquille shari sharif
    sharon sharron shaun shawn sheena sheila shelby sheldon shelley sherman sherri sherry shinji shirin shirley shiv
    shreya sibusiso siddharth siegfried sierra sigrid silas silke silvia silvio simon simona simone sindre sinead
    siobhan sipho skylar slavica snezana sofia sofía solange soledad solomon solveig sondra sonia sonya sophia
    sophie soren spencer stacey stacy stan stanislav stanley stefan stefania stefano stella stephan stephanie
    stephen steve steven stewart stine stoyan stuart suki sumitra sunil sunita suresh susan susanna susanne susie
    suzan suzanne suzette suzie sven svetlana sybil sylvain sylvia sylvie tabitha tadeusz takashi takeshi talia
    tamar tamara tamika tammy tamra tamsin tania tanisha tanya tapiwa tara tariq tasha tatiana tatsuya tatum tatyana
    ted temitope terence teresa terrence terri terry tess tessa thabo thaddeus thandiwe thelma thelonious themba
    theo theodora theodore theresa thierry thomas thorsten tiffany tim timothy tina tobias tobie toby todd tom tomas
    tomasz tomislav tommie tommy tomoko toni tony torsten tove tracey tracy travis trent trevor tricia trinh trisha
    tristan troy trudy tuan tunde ty tyler tyrone tyson ulrich ulrike ulysses umar ursula uta uwe valarie valentina
    valeria valerie vanessa vasily vaughn velma vern vernon veronica veronika vicente vicki vickie vicky victor
    victoria viggo vijay vikram viktor vilma vinay vince vincent viola virgil vishal vito vivek vivian vivienne vlad
    vladimir wafa waleed wallace wally walter walton wanda warren warwick wayne wei wendell wendy wes wesley wiktor
    wilbert wilbur wilfred wilfried wilhelm wilhelmina willa willem william willie willis wilma winifred winnie
    winston wojciech wolfgang woodrow wyatt xander xavi xavier xiao ximena yael yann yannick yasemin yasmin yasmine
    yasuko yesenia yiannis yoko yolanda yonas yosef yoshi yousef youssef yuan yuki yuri yusra yusuf yves yvette
    yvonne zac zachariah zachary zack zahra zainab zane zara zbigniew zelda zeynep zhen zina zion zlatan zoe zoltan
    zoë zuzanna
    """.split()
)

AMBIGUOUS_NAMES = frozenset(
    """
    amber april aria art august austin autumn bill bob carson carter chandler charlotte chase chelsea christian
    claire cooper crystal daisy dale davis dawn dean destiny dick drew eli ember eve faith fern fletcher florence
    frank gail gay gene georgia ginger grace grant guy harper hazel heather homer hope hunter iris ivy jack jade
    jasmine jay jean jordan joy june kennedy lily lincoln liv luna madison mallory mark mason max may melody mercy
    miles ming misty nick noor nova olive opal orlando paris parker pat patience pearl peg penny precious price
    randy ray rich rob robin rocky rose ruby rusty sandy savannah skip sky sonny star sterling stone sue summer
    sydney taylor tony trinity uma violet virginia wade ward will
    """.split()
)
"""Given names that are words or places too: a name only beside a surname, after a cue, or inside a sentence."""

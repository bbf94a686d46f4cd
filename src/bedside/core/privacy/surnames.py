"""Common surnames of many origins, folded; those that are everyday words or conditions are left out."""

SURNAMES = frozenset(
    """
    aalto abadi abbott abdi abdullah abernathy abraham acosta adams adeleke adeyemi adler agarwal aguilar aguirre
    ahlberg ahmadi ahmed akhtar akintola aldridge alexander ali allen almeida alvarado alvarenga alvarez amaral
    ambrose amin amundsen anand andersen anderson andersson andrade andrews angelov ansah antonopoulos appiah
    armstrong arnold arora arroyo asante asghar ashton ashworth atkins avila ayala ayele azevedo bachmann badawi
    bailey bajwa baker bakker balogun banerjee barbosa barker barnes barnett barrera barrett barros barry bartlett
    barton bassett bates batista bauer baumann bazzi becerra beck becker beckham begum bello beltran benedict
    benitez bennett benson berg berger bergman bergstrom bernal bernard bertrand bhatt bhattacharya bianchi bishop
    bjork blackburn blair blake blanchard blevins blom boateng bogdanov bonner borg bosch bouchard boudreaux bowen
    bowman boyd boyle bradford bradley bradshaw brady brandt braun brennan briggs briscoe brooks broussard brouwer
    browning bruce bryant buchanan buckley burch burgess burgos burke burnett burnham burton bustamante butler byrd
    byrne cabral cabrera calderon caldwell callahan callaway calloway camacho cameron campbell campos cannon cantu
    cardenas cardoso carey carlson carmichael carr carranza carrillo carroll carson carter caruso carvalho casey
    castaneda castellanos castillo castro cerny cervantes chan chandler chang chapman chaudhary chaudhry chaves
    chavez chen cheng choi chopra choudhury chowdhury christensen christiansen chung clark clarke clayton clements
    coffey cohen cole coleman collins colombo conley conner connolly conrad conte contreras cook cooley cooper
    copeland corbett cordova correa cortez costa costello couture cowan cox craig crawford cronin crowley cruz
    cummings cunha cunningham curry curtis dahl dalgaard dalton dang daniels datta daugherty davenport davidson
    davies davila davis dawes dawson debose decker delacroix delacruz delaney deleon delgado deluca demir deng
    dennis desai desmond dhillon diallo dias diaz dickson dimitrov dinh diop dixon dobson dogan doherty dominguez
    donnelly donovan dorsey dougherty douglas doyle driscoll duarte dube dubois dudley duffy duncan dunlap dunn
    duong dupont duran durand dutta dvorak dyer eaton eckert edwards egan eklund ekwueme elliott ellis ellison emery
    engel erickson eriksen eriksson escobar espinosa espinoza esposito estes estevez estrada evans fabre fairchild
    fairweather farah farooq farrell faulkner faure ferguson fernandes fernandez fernando ferrari ferreira figueroa
    finch finley fischer fisher fitzgerald fitzpatrick fitzsimmons fleming fletcher flores flynn foley fonseca
    fontaine fontana forbes forsberg foss foster fournier fowler fraga francis franco franklin frazier frederick
    freeman freitas friedman fuentes fujimoto fujita gagnon gaines galindo gallagher gallegos gallo galvan garcia
    gardner garg garner garnier garrett garrison garza gauthier gentry george ghosh gibbs gibson gil gilbert
    gilbertson gill gillespie gilmore giordano girard glenn glover goldberg goldstein gomes gomez goncalves gonzales
    gonzalez goodman goodwin gordon gould graham granados greco green greenberg greene greenwood greer gregory
    griffin griffith grimes gruber guerin guerra guerrero gunawardena gupta gustafsson guthrie gutierrez guzman haas
    hagen hahn hakimi haley hall halvorsen hameed hamid hamilton hammond hampton hancock haney hanna hansen hanson
    hansson harada hardin harding harmon harper harrell harrington harris harrison hartman hartmann harvey hashemi
    hassan hatfield hawkins hayashi hayden hayes haynes heath heller henderson hendricks hendrix henriksen henry
    hensley henson herbert herman hernandes hernandez herrera herring herzog hess hester hewitt hickman hicks
    hidalgo higgins hill hinton ho hoang hobbs hodge hodges hoffman hoffmann hogan holden hollingsworth holloway
    holm holmberg holmes holmgren holt hooper horne horton hossain houle houston howard howell hsu huang hubbard
    huber hudson huffman hughes humphrey hunter hussain hutchinson huynh ibarra ibrahim iglesias ikeda ingram inoue
    iqbal irwin ishikawa islam islas ito ivanov ivanova iversen iwasaki iyer jablonski jackson jacobs jacobsen
    jacobson jaffe jain jamison jankowski jansen janssen jaramillo jarvis jefferson jenkins jennings jensen jha
    jimenez johannsen johansen johansson johns johnson johnston jones joseph joshi juarez kaiser kamau kaminski kang
    kaplan kapoor karimi karlsson kato katz kaufman kaur kavanagh kearney keith kelemen keller kelley kelly kemp
    kennedy kerr khalil khan khatun kiefer kim kimura king kipchoge kirby kirchner kirk klaassen klein kline knapp
    knight knox knudsen knutson ko kobayashi koch koh kone konstantinou korhonen kovac kovacs kowalski kozlov
    kozlowski kramer kraus krause krishnan krueger kruger kruse kuhn kumar kumari kurtz kuznetsov kwan lai laine lal
    lam lamb lambert landgraf landry lange larsen larson larsson lau laurent lavoie lawal lawrence lawson le leblanc
    lee lefebvre lehmann lehtonen lemaire lenz leon leonard leroy lester leung levine levy lewandowski lewis li lim
    lin lindberg lindgren lindholm lindqvist lindsey lindstrom liu livingston lloyd logan lombardi lopes lopez
    lorenz lowe lowery lozano lucas lucero luna lund lundberg luong lynch lynn maas macdonald macedo machado macias
    mackay mackenzie maddox madsen magnusson mahajan mahmood mahoney maier makinen maldonado malik malone mancini
    mancuso mann manning mansour marchand marchetti mariani marin marino marks marques marquez marsh marshall martin
    martinez martini martins masood mathews mathis matsumoto matthews mattila maxwell mayer maynard mayo mazur mbeki
    mcbride mccall mccann mccarthy mccartney mcclain mcclure mcconnell mccormick mccoy mccullough mcdaniel mcdonald
    mcdowell mcfarland mcgee mcgrath mcguire mcintosh mcintyre mckay mckee mckenzie mckinley mckinney mcknight
    mclaughlin mclean mclellan mcmahon mcmillan mcmillen mcneil mcpherson medeiros medina mehmood mehta meier mejia
    melendez melton mendez mendoza menon mensah mercado mercier merritt meunier meyer meyers meza michael middleton
    mikkelsen miles miller miranda mishra mitchell modi mohamed mohammad mohammadi mohan molina monroe monteiro
    montero montgomery montoya moore mora morales moran moreau moreno moretti morgan morin moritz morris morrison
    morrow morse morton moss mostafa moura moyer muir mukherjee muller mullins munoz munro murillo murphy murray
    musa mwangi myers müller nadeem nagy nair nakamoto nakamura nakashima nash nasser navarro ncube ndiaye neal nel
    nelson neumann neves newman newton ng ngo nguyen nichols nicholson nielsen niemi nikolaidis nilsson nixon nkosi
    noble nolan norberg norman norris norton novak nowak nunez nyberg obi obrien ochoa oconnell oconner oconnor
    odhiambo odom odonnell ogawa ogden ogunleye ohara okada okafor okeke okonkwo oliver olofsson olsen olson olsson
    omar oneal oneil oneill onyango orozco orr ortega ortiz osborne osei osman ostrowski otieno owen owens ozturk
    pacheco padilla palmer pandey pant papadopoulos papp paquette parker parrish parsons pascual patel patrick
    patterson patton paul pauli pavlov pawlak payne pearson peck pedersen peeters pelletier pena pennington pereira
    perez perkins perrin perry petersen peterson petersson petit petrescu petrov petrovic petty pham phan phillips
    pierce pineda pires pittman pitts ponce popescu popov porter potter potts powell powers prasad pratt price
    prieto prince pritchard proctor pruitt pugh purcell quinn quispe qureshi rahman raja rajan ramachandran ramirez
    ramos ramsey rana randall randolph rangel rao rasheed rasmussen rautio ray reddy reed reese reeves reid reilly
    reis renard reyes reynolds rhodes ribeiro ricci rice richard richards richardson riddle rieger riley rinaldi
    rios ritter rivas rivera rivers roach robbins roberson roberts robertson robertsson robinson robles rocca rocha
    roche rodgers rodriguez rodriquez rogers rojas romano romero rosales rosario rosen rosenberg rosenthal ross
    rossi rossini roth rousseau roux rowe roy rubio ruiz russell russo rutherford ryan saito sakamoto salas salazar
    salem salgado salinas salonen sampson sanchez sandberg sanders sandoval sanford sanger santana santiago santoro
    santos saravanan sasaki sato sauer saunders savage sawyer schaefer schafer scheffer schmidt schmitt schneider
    scholz schreiber schroeder schubert schulte schultz schulz schuster schwartz schwarz schäfer scott seidel
    sellers serra serrano sethi shaffer shah shannon shapiro sharma shaw shea sheikh shelton shepard shepherd
    sheppard sherman shimizu siddiqui silva silveira simard simmons simon simonsen simpson sims sinclair singh
    singleton skinner skov sloan smith snyder soares sokolov solberg soliman solis solomon sorensen soto sousa souza
    spencer spinelli srinivasan stafford staley stanley stanton steele steiner stephens stephenson stevens stevenson
    stewart stokes stout strauss strickland strom stuart suarez subramanian sullivan summers sundberg sutton suzuki
    svensson swanson sweeney szabo szymanski sørensen takahashi takeda talbot tan tanaka tang tapia tate tavares
    taylor teixeira terrell terry thakur thapa thibault thomas thompsen thompson thomson thornton thorsen tiwari
    tomlinson torres toth tran traore travis trejo trevino trujillo truong tsai tsang tseng tucker turcotte turner
    tyler ueda umarov underwood usman vacek valdez valencia valente valentine valenzuela vance vandenberg varga
    vargas varma vasiliev vasquez vaughan vaughn vazquez vega velasquez velazquez velez verbeek verma vidal vieira
    villa villanueva villarreal villegas vincent virtanen visser vitale vogel volkov voss vu wagner wahlberg walker
    wallace waller walsh walters walton wang ward warner warren washington wasserman watanabe watkins watson watts
    weaver webb weber webster weeks weinberg weinstein weiss welch wells wendt werner wheeler whitaker whitcombe
    whitehead whitney whittaker wiese wiggins wilcox wiley wilkerson wilkins wilkinson williams williamson willis
    wilson winkler wojcik wolff wong woodard woodward wright wu wyatt xiong xu yadav yamada yamaguchi yamamoto yang
    yates yeung yildiz yilmaz yip yoder yoon york yoshida young yu zafar zaman zamani zamora zapata zeller zhang
    zhao zhou zhu ziegler zielinski zimmerman zimmermann zuniga
    """.split()
)

WORD_SURNAMES = frozenset(
    """
    baker bell bishop black brown butler cook cross day farmer fields fisher foster fox gray green grey hall hill
    hunt king knight lane marsh mason page pope potter price sharp singer stone taylor walker ward weaver white
    winter wise wolf young
    """.split()
)
"""Surnames that are everyday words: names only beside a given name, or capital inside a sentence of small letters."""

"""Common surnames of many origins, folded; those that are everyday words or conditions are left out."""

SURNAMES = frozenset(
    """
    abbott abdi abdullah acosta adams adeyemi aguilar aguirre ahmed akhtar alexander ali allen almeida alvarado
    alvarez andersen anderson andersson andrews armstrong arnold arroyo ashton atkins avila ayala bailey bakker
    banerjee barber barker barnes barnett barrera barrett barry bartlett barton bauer beck becker begum benitez
    bennett benson bergman bernard bianchi bishop blackburn blair blake blanchard blevins bowen bowman boyd bradford
    bradley bradshaw brady brandt brennan briggs brooks browning bruce bryant buchanan burgess burke burnett burns
    burton byrd cabrera calderon caldwell callahan camacho cameron campbell campos cannon cantu cardenas carlson
    carpenter carr carrillo carroll carson carter castillo castro cervantes chan chandler chang chapman chaudhry
    chavez chen cheng choi chopra chowdhury christensen chung clark clarke clayton cohen cole coleman collins
    colombo combs conley conner connolly conrad contreras cooley cooper copeland cordova cortez costa cox craig
    crawford cruz cummings cunningham curry curtis dalton daniels daugherty davenport davidson davies davila davis
    dawson decker delacruz delaney deleon delgado dennis desai dhillon diaz dickson dixon dominguez donovan dorsey
    dougherty douglas doyle dubois dudley duffy duncan dunlap dunn dupont duran dyer eaton edwards elliott ellis
    ellison erickson eriksson escobar espinoza esposito estes estrada evans farrell ferguson fernandes fernandez
    ferrari ferreira figueroa fischer fitzgerald fitzpatrick fleming fletcher flores flynn foley fontaine forbes
    fournier fowler franco franklin frazier frederick freeman fuentes fuller gaines gallagher gallegos galvan garcia
    gardner garner garrett garrison garza george gibbs gibson gilbert gillespie gilmore giordano glenn glover
    goldberg gomes gomez gonzales gonzalez goodman goodwin gordon graham greco greene greenwood greer gregory
    griffin griffith grimes gruber guerra guerrero gupta gutierrez guzman hahn haley hamilton hammond hampton
    hancock hanna hansen hanson hardin harding harmon harper harrell harrington harris harrison harvey hassan
    hawkins hayden hayes haynes heath henderson hendricks hendrix henry hensley henson herman hernandez herrera
    herring hess hester hewitt hickman hicks higgins hinton ho hodge hodges hoffman hoffmann hogan holden holloway
    holmes holt horn horne horton houston howard howell huang hubbard hudson huffman hughes humphrey hussain
    hutchinson ibrahim ingram irwin ito ivanov ivanova jackson jacobs jacobson jansen jarvis jefferson jenkins
    jennings jensen jimenez johansen johansson johns johnson johnston jones joseph juarez kaiser kaplan kapoor
    kaufman kaur keith keller kelley kemp kennedy kerr khan kim kimura kirby kirk klein kline knapp knox ko
    kobayashi koch kowalski kozlov kramer krause krueger kumar lam lamb lambert landry larsen larson larsson
    lawrence lawson le leblanc lefebvre leon leonard leroy lester levine levy lewis li lim lin lindsey liu
    livingston lloyd logan lopez lowe lowery lozano lucas lucero luna lynch lynn macdonald macias mackenzie maddox
    mahoney maldonado malone mancini mann manning marino marks marquez marsh marshall martin martinez martins
    mathews mathis matthews maxwell mayer maynard mayo mcbride mccall mccarthy mcclain mcclure mcconnell mccormick
    mccoy mccullough mcdaniel mcdonald mcdowell mcfarland mcgee mcgrath mcguire mcintosh mcintyre mckay mckee
    mckenzie mckinney mcknight mclaughlin mclean mcmahon mcmillan mcneil mcpherson meadows medina mehta mejia
    melendez melton mendez mendoza mensah mercado merritt meyer meyers meza michael middleton miles miller mills
    miranda mitchell mohamed molina monroe montgomery montoya mora morales moran moreau moreno moretti morgan morris
    morrison morrow morse morton moss moyer muller mullins munoz murillo murphy murray myers müller nakamura nash
    navarro neal nelson newman newton ng nguyen nichols nicholson nielsen nixon noble nolan norman norris norton
    novak nowak nunez obrien ochoa oconnell oconnor odom odonnell okafor okeke okonkwo oliver olsen olson oneal
    oneil oneill orozco orr ortega ortiz osborne osei owen owens pacheco padilla palmer park parker parks parrish
    parsons patel patrick patterson patton paul payne pearson peck pena pennington perez perkins perry petersen
    peterson petrov petty phan phillips pierce pineda pittman pitts ponce popov porter potter potts powell powers
    pratt prince proctor pruitt pugh quinn ramirez ramos ramsey randall randolph rangel rao rasmussen ray reed reese
    reeves reid reilly reyes reynolds rhodes ricci rice richard richards richardson riddle riley rios rivas rivera
    rivers roach robbins roberson roberts robertson robinson robles rocha rodgers rodriguez rodriquez rogers rojas
    romano romero rosales rosario rosen ross rossi rossini roth rousseau rowe roy rubio ruiz russell russo ryan
    salas salazar salgado salinas sampson sanchez sanders sandoval sanford santana santiago santos sato saunders
    savage sawyer schaefer schmidt schmitt schneider schroeder schultz schulz schwartz schwarz scott sellers serrano
    shaffer shah shannon sharma shaw shea shelton shepard shepherd sheppard sherman shields silva simmons simon
    simpson sims sinclair singh singleton skinner sloan smith snyder solis solomon soto spencer stafford stanley
    stanton stein stephens stephenson stevens stevenson stewart stokes stout strickland strong stuart suarez
    sullivan summers sutton suzuki svensson swanson sweeney tanaka tang tapia tate taylor terrell terry thomas
    thompson thomson thornton tran travis trevino trujillo tucker turner tyler ueda underwood valdez valencia
    valentine valenzuela vance vargas vasquez vaughan vaughn vazquez vega velasquez velazquez velez villa villanueva
    villarreal villegas vincent vogel wagner walker wallace waller walsh walters walton wang warner warren
    washington watanabe waters watkins watson watts weaver webb weber webster weeks weiss welch wheeler whitaker
    whitehead whitney wiggins wilcox wiley wilkerson wilkins wilkinson williams williamson willis wilson wong
    woodard woods woodward wright wu wyatt xu yamamoto yang yates yildiz yilmaz yoder york yu zamora zhang zhao zhou
    zimmerman zuniga
    """.split()
)

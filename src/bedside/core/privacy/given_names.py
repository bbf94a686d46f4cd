"""Common given names of many origins, folded. A list for recognising, not for judging: absence means nothing."""

GIVEN_NAMES = frozenset(
    """
    aaron abby abdul abdullah abigail adam adele adrian adriana agnes ahmad ahmed aisha alan albert alberto
    alejandra alejandro alex alexandra alexandre alexis alfonso alfred alfredo ali alice alicia alina alison
    alistair allison alma alvin amal amanda amara amber amelia amina amir amit amy ana anastasia anders andre andrea
    andreas andrei andrew angel angela angelica angelina angelo anil anita anja ann anna anne annette annie anthony
    antoine antonia antonio anya archie ariana arjun arlene arnold arthur arturo asha ashley astrid audrey ava axel
    ayesha barbara barry beatrice beatriz becky belinda ben benjamin bernadette bernard bertha bessie beth bethany
    betty beverly bilal bjorn björn bonnie boris brad bradley brandi brandon brenda brendan brett brian bridget
    brigitte brittany brooke bruno bryan caitlin callum calvin cameron camila camille carl carla carlos carmen carol
    carole caroline carolyn carrie casey cassandra catherine cathy cecilia cedric celia chad chandra charlene
    charles charlie chen cheryl chiara chloe chris christina christine christopher cindy claire clara clarence
    claude claudia clayton clifford clyde cody colin colleen connie connor constance consuelo corey courtney craig
    cristina crystal curtis cynthia dan dana daniel daniela danielle danny daria darlene darrell darren dave david
    deborah debra deepak delores denise dennis derek derrick desiree diana diane diego dieter dimitri dmitri dolores
    dominic dominique don donald donna doris dorothy doug douglas duane dustin dwayne dylan earl ebony eddie edgar
    edith edmund eduardo edward edwin eileen elaine eleanor elena elijah elisa elizabeth ella ellen eloise elsa
    elsie emil emily emma emmanuel enrique eric erica erik erika erin ernest ernesto esther ethan ethel eugene eva
    evan evelyn fabian farah fatima felicia felix fernando fiona florian francesca francesco francis francisco franz
    fred freddie frederic frederick frida gabriel gabriela gabrielle gareth gary gemma geoffrey george gerald
    geraldine gerard gertrude gianna gina giovanni giulia giuseppe gladys glen glenda glenn gloria gordon greg
    gregory greta guillermo gunther gustav gustavo gwen gwendolyn hannah hans harold harriet harry haruto hassan
    heather hector heidi heinrich helen helena helga henrik henry herbert herman hiroshi holly howard hugh hugo
    hussein ian ibrahim ida igor ines ingrid irene irina irma isaac isabel isabella isaiah ismail ivan jackie
    jackson jacob jacqueline jacques jaime jake jamal james jamie jan jane janet janice jared jason javier jeanette
    jeff jeffery jeffrey jen jenna jennifer jenny jeremy jerome jerry jesse jessica jessie jill jim jimmy jin jing
    jo joan joann joanna joanne joaquin jodi joe joel joey johan johanna john johnny jon jonas jonathan jorge jose
    josef josefina joseph josephine josh joshua joyce juan juana juanita judith judy jules julia julian juliana
    julie julio jurgen justin jürgen karen karin karl karla kate katherine kathleen kathryn kathy katie katrina kay
    keith kelly ken kendra kenji kenneth kenya kerry kevin khadija khalid kim kimberly kirsten kofi kofo kristen
    kristin kristina kurt kwame kyle lakshmi lance lars latoya laura lauren laurence laurie lawrence leah lee leila
    lena leo leon leona leonard leroy leslie leticia lewis liam lillian linda lindsay lindsey lisa lloyd lois lola
    lonnie lorena lorenzo loretta lori lorraine louis louise lucas lucia lucille lucy luigi luis luisa luke luz
    lydia lynn mabel madeleine maggie magnus mahmoud malcolm mandy manuel marc marcel marcia marco marcus margaret
    margarita maria marian marianne marie marilyn mario marion marisol marjorie marlene marsha marta martha martin
    martina marvin mary mateo mathilde matteo matthew maureen maurice megan mehmet mei melanie melinda melissa
    melvin mercedes meredith mia michael michaela michel michele michelle miguel mike mikhail mildred milton min
    minnie miriam mitchell mohamed mohammad mohammed moira molly mona monica monika monique morgan moses muhammad
    muriel myra myrtle nadia nancy naomi natalia natalie natasha nathan nathaniel neil nelson nguyen niamh nicholas
    nick nicolas nicole nigel nikhil nina noah noel nora norma norman olga oliver olivia olu omar oscar otto owen
    pablo paige pamela paola patricia patrick paul paula pauline pavel pedro peggy peter petra phil philip philippe
    phillip phyllis pierre pooja priya rachel rafael raj rajesh ralph ramon ramona randall raquel rashid raul ravi
    raymond rebecca regina reginald renata rene renee rhonda ricardo richard ricky rita robert roberta roberto robin
    rochelle rodney roger roland ron ronald rosa rosalie rosemary rosie ross roxanne roy ruben rudolf russell ruth
    ryan sabrina sally salma sam samantha samir samuel sandra sanjay santiago sara sarah saul sean sebastian selma
    sergei sergio seth shane shannon sharon shaun shawn sheila shelley sherri sherry shirley sierra silvia simon
    simone sofia solomon sonia sonya sophia sophie stacey stacy stan stanley stefan stella stephan stephanie stephen
    steve steven stuart sunil suresh susan suzanne sven svetlana sylvia tamara tammy tanya tara tariq tasha ted
    teresa terrence terri terry thelma theo theodore theresa thomas tiffany tim timothy tina todd tom tomas tommy
    toni tony tracey tracy travis trevor trisha troy tyler tyrone ulrich ursula valerie vanessa vera vernon veronica
    vicki vickie victor victoria vijay vikram viktor vincent viola vivian vladimir walter wanda warren wayne wei
    wendy wesley wilfred wilhelm willem william willie wilma winston xavier xiao yasmin yolanda yosef youssef yuki
    yusuf yvette yvonne zachary zainab zara zoe
    """.split()
)

AMBIGUOUS_NAMES = frozenset(
    """
    april art august austin autumn bill bob carter charlotte chase chelsea christian claire crystal daisy dale dawn
    dean destiny dick drew eve faith florence frank gail gay gene georgia ginger grace grant guy hazel heather hope
    hunter iris ivy jack jade jasmine jay jean jordan joy june lily madison mark mason max may melody mercy miles
    misty nick olive paris parker pat patience pearl peg penny precious price randy ray rich rob robin rocky rose
    ruby rusty sandy savannah skip sky sonny star stone sue summer sydney taylor tony trinity violet virginia wade
    ward will
    """.split()
)
"""Given names that are words or places too: a name only beside a surname, after a cue, or inside a sentence."""

package sentence

// wordLists are the lists that the rules ask beside the abbreviations, all in
// lower case. The starters are function words that open sentences, of every
// language whose letters have case, without those that are common as names.
func wordLists() []wordList {
	return []wordList{
		{starter, "the a an it he she they we i you this that these those there here in on at by for from with without after before but and or so yet if when while where who what why how which as although though however " +
			"because since until his her its their our my your some many most several all both each did do does is are was were has have had can could would should not now then also meanwhile moreover nor please let once under " +
			"learn see find call visit click check contact note remember " +
			"among according despite during yes such other others another every few more much none nobody nothing any only even still just perhaps maybe instead later today yesterday tomorrow to"},
		// common nouns in the plural: a capital in the middle of a sentence is not theirs
		{starter, "millions thousands hundreds dozens billions scores people officials analysts critics experts investors economists researchers scientists observers witnesses residents reporters journalists diplomats " +
			"lawmakers prosecutors lawyers authorities sources reports troops rebels militants protesters demonstrators supporters opponents voters workers employees farmers traders students women men children " +
			"families parents prices sales shares stocks exports imports profits rates talks relations tensions sanctions negotiators companies banks travelers travellers passengers refugees migrants consumers customers"},
		{starter, "der das ein eine einer er sie es wir ich ihr im am auf aus bei mit nach von vor zu und aber oder doch wenn als da dass wie wer wo warum dies diese dieser dieses damit dabei denn seit für durch gegen ohne um über " +
			"unter zwischen auch noch nur nicht sein seine ihre dort hier dann zudem jedoch deshalb außerdem weil während die"},
		{starter, "den det de han hun vi jeg et af til fra om men og hvad hvem hvor hvordan hvorfor når hvis som dette disse denne min din kan vil skal hon jag ett och vad vem var när hur varför på efter ved"},
		{starter, "het een hij zij ze wij ik dat dit deze en maar wat wie waar hoe waarom op met voor bij er ook naar toen sinds volgens"},
		{starter, "le la les un une des il elle ils elles nous vous je ce cette ces dans sur par pour avec mais et ou si quand que qui où comment pourquoi selon après avant son sa ses leur leurs c l d j n qu cela on"},
		{starter, "lo gli uno una è non ma e nel nella nei con per di che chi come quando dove perché questo questa quello quella se dopo prima anche ci si secondo sono ha hanno"},
		{starter, "el los las ella ellos yo nosotros no se por para del al qué quién cómo cuándo cuánto cuánta dónde pero y o según su sus este esta esto estos estas hay es son según también ya aunque como cuando"},
		{starter, "os as uma ele ela eles não em na mas seu sua isso isto também segundo"},
		{starter, "on w z i o do na to jak nie ale czy kto co gdzie kiedy się po za ten ta te jest są ne ve bu bir ja hän se ne mutta"},
		{starter, "он она они оно мы вы я ты в во на по с со к из за от до для при и а но или если когда как что кто где почему зачем это этот эта эти тогда там так не его её их наш ваш мой все всё уже однако также потом " +
			"той тя те ние аз това тази тези през след преди който която кога къде защо бұл ол олар біз мен сен сіз осы сол бірақ және егер неге қайда қашан кім не қалай після але це він вона вони ми"},
		{starter, "ο η το οι τα αυτός αυτή αυτό στην στο στον στη σε με και αλλά αν όταν πώς τι πού ποιος γιατί δεν για από θα ένας μια μία ένα είναι ήταν μετά πριν " +
			"այս այդ այն նա նրանք մենք դուք ես դու իսկ բայց և եթե երբ ինչ ով որտեղ ինչու"},
		{particle, "de da di du la le lo el den der des del dos das las los al et"},
		{lettering, "deg type plan door room gate exit route wing block class group grade level category section appendix annex exhibit schedule option phase zone model vitamin vitamins hepatitis influenza team version part figure table typ klasse gruppe"},
		{dangling, "the a an of and or his her their its whose der des dem und oder les du del della het een och og и в на"},
		{sloppy, "the it he she they we you this these those there το τα η ο οι"},
		{clock, "a.m p.m"},
		{year, "г гг"},
		{exclaiming, "yahoo jeopardy joomla oliver oklahoma chips-a-hoy yum! wham"},
		{saying, "said says asked asks told tells added adds replied replies wrote writes wondered demanded inquired exclaimed shouted cried answered declared remarked continued repeated tweeted posted insisted"},
		{afterClock, "est edt et cst cdt ct mst mdt mt pst pdt pt gmt utc bst cet cest eet msk jst ist aest local eastern central pacific mountain monday tuesday wednesday thursday friday saturday sunday " +
			"jan january feb february march april may june july aug august sept september oct october nov november dec december"},
		{preposition, "at in by around about before after until since from on between shortly"},
		{monthName, "januar jänner februar feber märz april mai juni juli august september oktober november dezember marts maj december januari februari mars augusti " +
			"ledna února března dubna května června července srpna září října listopadu prosince siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca " +
			"január február március április május június július augusztus szeptember október tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta"},
		{beforeOrdinal, "am im der die das dem den des vom zum zur beim ab bis seit ein eine einen einem eines einer jeder jede jedes sein seine ihr ihre zu und sowie " +
			"det de på i"},
	}
}

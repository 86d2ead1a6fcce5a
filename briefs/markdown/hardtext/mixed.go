package hardtext

import (
	"fmt"
	"strings"
)

// sections are what Mixed goes through, again and again; %[1]d is the section's
// number, so that no two of them are the same.
var sections = [...]string{
	"## Port security, part %[1]d\n\n",
	`The *harbour master* said on Tuesday that **three vessels** had left the northern basin
without papers[^%[1]d], and that a fourth was "being prepared"; according to [a notice][n] of the
port authority the basin is closed until further notice %[1]d. Officials in the capital would
likely call that an overstatement.

`,
	`- the first left at 04:10, with its lights out
- the second followed within the hour
  - its name had been painted over
    1. twice, says a pilot
    2. once, says the log
- the third was seen at https://example.org/pilots/%[1]d

`,
	"> Nobody asked us, and nobody told us. We saw them go & that is all.\n>\n> > \"All of it?\" -- \"All of what we saw, on day %[1]d.\"\n\n",
	`| Vessel | Left  | Cargo        | Share |
|--------|:-----:|--------------|------:|
| Amber  | 04:10 | grain        | %[1]d |
| Beryl  | 05:02 | not declared | 3.5 % |
| 琥珀   |       | ` + "`n/a`" + `        | 40 %  |

`,
	"```go\nfunc berth%[1]d(name string) int {\n\treturn len(name) + %[1]d // free berths\n}\n```\n\n",
	"### Что видели в порту\n\nПо словам начальника порта, *три судна* вышли без документов; четвёртое «готовится» (%[1]d).\n\n",
	"غادرت ثلاث سفن الميناء صباح اليوم، وفق [بيان](https://example.org/ar/%[1]d) السلطات.\n\n",
	"港口當局表示，三艘船已離開北港，第四艘「正在準備」。第 %[1]d 號通知說明原因。\n\n",
	"तीन जहाज़ बिना काग़ज़ात के निकले, **बंदरगाह** ने कहा। ท่าเรือปิดจนกว่าจะมีประกาศ (%[1]d) 👩‍👩‍👧 🇲🇱\n\n",
	"![The northern basin, day %[1]d](https://example.org/basin-%[1]d.jpg \"seen from the mole\")\n\n",
	"<details>\n<summary>How this was counted</summary>\n<p>By hand, twice; &copy; the <b>desk</b>, day %[1]d.</p>\n</details>\n\n",
	"Two lines that end hard,  \nand a\\\nthird; R&amp;D, \\*not emphasis\\*, ~~withdrawn~~ and <b>raw</b> text %[1]d.\n\n***\n\n",
	"    04:10 lost\n    05:02 lost, %[1]d\n\nA heading underlined\n--------------------\n\n",
	"1. First, [see the log](</logs/day %[1]d>).\n\n   It has two paragraphs.\n\n2. Then\n\n   ```\n   sum %[1]d\n   ```\n\n- [x] asked\n- [ ] answered\n\n",
	"[^%[1]d]: The harbour's own log, seen by the author.\n    Its page %[1]d is missing.\n\n",
}

// Mixed is Markdown of about size bytes as briefs are: headings, paragraphs
// with emphasis, links and references, nested lists, quotes, tables, code,
// footnotes, images, HTML, and several scripts.
func Mixed(size int) string {
	var b strings.Builder
	b.WriteString("# Port security, a round-up\n\n")
	for i := 0; b.Len() < size-100; i++ {
		fmt.Fprintf(&b, sections[i%len(sections)], i/len(sections)+1)
	}
	b.WriteString("[n]: https://example.org/notice \"Notice 14\"\n")
	return b.String()
}

// brief is what Brief repeats.
const brief = `River towns weigh a second summer without the ferry

By the regional desk

The ferry that joined the two banks of the Oule for sixty years will not sail this summer either, the district council said on Thursday, and traders on both sides said they had been told nothing of it before. "We read it in the window of the post office," said Ines Maro, who sells dried fish at the lower landing.

According to the council, the hull failed two inspections in March and a third in May. Dr. Kone, the district engineer, put the cost of repair at 3.5 million; the ministry in the capital has offered 1.2 million and has not said when. A spokesman for the ministry declined to comment.

The closure cuts the upper valley off from its nearest hospital. By road the journey is now 84 km, of which 30 km are unpaved, and the bus runs twice a week. Between April and June at least four patients were carried across in fishing boats, U.S. aid workers reported; one of them died on the way, by the account of her family.

What follows from this is harder to say. The council would likely find the money if the valley voted with it, and it has not done so since 2009. It is also possible that the ferry is simply old, that nobody wants to say so before the autumn, and that a bridge, promised in three campaigns, is once more on somebody's desk.

Prices at the upper market have risen by a fifth since the spring: rice stands at 410 a kilo, cooking oil at 1,150 a litre. Shopkeepers blame the road. The traders' association blames the shopkeepers; its chairman, A. B. Traoré, said on the radio that "two families own every lorry in the valley, and they know it".

The two families could not be reached. A letter that the newspaper has seen, dated 4 June and signed by one of them, asks the council "to let the matter of the hull rest until the rains". The council's clerk confirmed that such a letter had come, and said that it had changed nothing.

There is little doubt that the boats will go on. They are overloaded, they carry no lamps, and the river police, who have one launch and no fuel, look away. In the words of one officer, who asked not to be named: "If I stop them, who takes my mother to the doctor?"

`

// Brief is a plain text of about size bytes: a piece of news analysis, again
// and again, its paragraphs on one line each.
func Brief(size int) string {
	whole := strings.Repeat(brief, size/len(brief)+1)
	end := strings.LastIndex(whole[:min(len(whole), max(size, 200))], "\n\n")
	return whole[:end+2]
}

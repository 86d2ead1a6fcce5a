package export

import (
	"fmt"
	"io"
	"strings"

	"obelus/model"
)

// excerptLen is how many graphemes of a statement stand beside its label.
const excerptLen = 72

// A question is what a mark leaves to ask the brief's author.
type question struct {
	mark int // index into the marks
	ask  string
}

const askDisputed = "Disputed: what would settle it?"

// questions lists what marks leave open, in document order. What several
// analysts leave open of the same words is asked once, but for what each of
// them disputes.
func questions(marks []model.Mark) []question {
	var list []question
	type asked struct {
		span model.Span
		ask  string
	}
	once := make(map[asked]bool)
	for i, m := range marks {
		ask := ""
		switch {
		case m.Tag == model.Unsourced:
			ask = "Who says so, and where can it be read?"
		case m.Tag == model.Attributed && strings.TrimSpace(m.Details.Speaker) == "":
			ask = "Who is it that says so?"
		case m.Hollow():
			ask = "Which reference shows it?"
		}
		if key := (asked{m.Span, ask}); ask != "" && !once[key] {
			once[key] = true
			list = append(list, question{i, ask})
		}
		if m.Details.Status == model.Disputed {
			list = append(list, question{i, askDisputed})
		}
	}
	return list
}

// writeQuestions writes the questions that marks leave, as a list.
func writeQuestions(b *strings.Builder, marks []model.Mark, signs []sign) {
	list := questions(marks)
	if len(list) == 0 {
		return
	}
	b.WriteString("## Questions it leaves\n\n")
	for i, q := range list {
		ask := q.ask
		if ask == askDisputed && marks[q.mark].Details.Note != "" {
			ask = "Disputed, see its note: what would settle it?"
		}
		fmt.Fprintf(b, "%d. **%s** %s %s\n", i+1, signs[q.mark].label, ask, excerpt(marks[q.mark].Quote.Text, excerptLen))
	}
	b.WriteString("\n")
}

// quoteLen is how many graphemes of a statement stand in what its author gets.
const quoteLen = 400

// Queries writes the questions to the brief's author alone, as Markdown: what
// is asked, and the words that it is asked of. What the analysts noted for
// themselves is not in it. Two runs over the same marks give the same bytes.
func Queries(w io.Writer, a Annotated) error {
	a.Marks = sortedMarks(a.Marks)
	signs := signsOf(a)
	list := questions(a.Marks)
	var b strings.Builder
	writeTop(&b, a, "Questions")
	switch n := len(list); {
	case n > 0:
		fmt.Fprintf(&b, "%s to the author:\n\n", count(n, "question"))
	case a.Tally.Unread() > 0:
		fmt.Fprintf(&b, "Nothing is asked so far; %s unread.\n", count(a.Tally.Unread(), "statement")+verb(a.Tally.Unread(), " is", " are"))
	default:
		b.WriteString("Nothing is asked.\n")
	}
	for i, q := range list {
		lead := fmt.Sprintf("%d. ", i+1)
		fmt.Fprintf(&b, "%s**%s** %s\n\n%s> %s\n\n", lead, signs[q.mark].label, q.ask, strings.Repeat(" ", len(lead)), excerpt(a.Marks[q.mark].Quote.Text, quoteLen))
	}
	_, err := io.WriteString(w, strings.TrimRight(b.String(), "\n")+"\n")
	return err
}

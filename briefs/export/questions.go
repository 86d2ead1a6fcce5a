package export

import (
	"fmt"
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

// questions lists what marks leave open, in document order.
func questions(marks []model.Mark) []question {
	var list []question
	for i, m := range marks {
		switch {
		case m.Tag == model.Unsourced:
			list = append(list, question{i, "Who says so, and where can it be read?"})
		case m.Tag == model.Attributed && strings.TrimSpace(m.Details.Speaker) == "":
			list = append(list, question{i, "Who is it that says so?"})
		case m.Hollow():
			list = append(list, question{i, "Which reference shows it?"})
		}
		if m.Details.Status == model.Disputed {
			ask := "Disputed: what would settle it?"
			if m.Details.Note != "" {
				ask = "Disputed, see its note: what would settle it?"
			}
			list = append(list, question{i, ask})
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
		fmt.Fprintf(b, "%d. **%s** %s %s\n", i+1, signs[q.mark].label, q.ask, excerpt(marks[q.mark].Quote.Text, excerptLen))
	}
	b.WriteString("\n")
}

package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"obelus/briefs/desk"
	"obelus/model"
)

// whereFlags say which stretch of a brief a mark is for.
type whereFlags struct {
	quote      string
	occurrence int
	span       string
	unit       int
}

func (w *whereFlags) addTo(cmd *cobra.Command) {
	cmd.Flags().StringVar(&w.quote, "quote", "", "the words, white space aside")
	cmd.Flags().IntVar(&w.occurrence, "occurrence", 0, "which of them, from 1, where the words are found several times")
	cmd.Flags().StringVar(&w.span, "span", "", "bytes into the brief text, START:END, end exclusive")
	cmd.Flags().IntVar(&w.unit, "unit", 0, "a unit's number, as obelus sentences lists them")
}

// check reports wrong use, before anything is read.
func (w *whereFlags) check(cmd *cobra.Command) error {
	given := 0
	for _, name := range []string{"quote", "span", "unit"} {
		if cmd.Flags().Changed(name) {
			given++
		}
	}
	switch {
	case given == 0:
		return usagef("nothing says what to mark: give --quote TEXT, --span START:END or --unit N")
	case given > 1:
		return usagef("--quote, --span and --unit each say what to mark: give one of them")
	case cmd.Flags().Changed("quote") && strings.TrimSpace(w.quote) == "":
		return usagef("--quote is empty: give the words to mark")
	case cmd.Flags().Changed("occurrence") && (w.quote == "" || w.occurrence < 1):
		return usagef("--occurrence counts the places of a --quote from 1")
	}
	if cmd.Flags().Changed("span") {
		_, err := model.ParseSpan(w.span)
		return asUsage(err)
	}
	return nil
}

// find is the span in o that the flags mean.
func (w *whereFlags) find(o *desk.Opened) (model.Span, error) {
	switch {
	case w.span != "":
		return model.ParseSpan(w.span)
	case w.quote != "":
		return w.findQuote(o)
	}
	units := o.Units()
	if w.unit < 1 || w.unit > len(units) {
		return model.Span{}, fmt.Errorf("there is no unit %d: %s has %d, and obelus sentences lists them", w.unit, o.Brief.Title, len(units))
	}
	return units[w.unit-1].Span, nil
}

func (w *whereFlags) findQuote(o *desk.Opened) (model.Span, error) {
	found := o.Doc.Find(w.quote)
	switch {
	case len(found) == 0:
		return model.Span{}, fmt.Errorf("%q is not in %s: copy the words from obelus show --format text", w.quote, o.Brief.Title)
	case w.occurrence > len(found):
		return model.Span{}, choose(o, found, fmt.Errorf("%q is in the brief %d times: --occurrence %d is too many", w.quote, len(found), w.occurrence))
	case w.occurrence > 0:
		return found[w.occurrence-1], nil
	case len(found) > 1:
		return model.Span{}, choose(o, found, fmt.Errorf("%q is in the brief %d times: say which with --occurrence", w.quote, len(found)))
	}
	return found[0], nil
}

// choose lists the places of a quote with what stands around them.
func choose(o *desk.Opened, found []model.Span, err error) error {
	candidates := make([]string, 0, len(found))
	for i, span := range found {
		q := o.Doc.Quote(span)
		around := fmt.Sprintf("--occurrence %d  …%s[%s]%s…", i+1, q.Prefix, q.Text, q.Suffix)
		candidates = append(candidates, strings.ReplaceAll(around, "\n\n", " "))
	}
	return choiceError{err, candidates}
}

package export

import (
	"strings"

	"obelus/model"
)

// BriefBytes tells the tests which bytes of an annotated file are the brief's.
func BriefBytes(annotated string) []model.Span {
	f, err := takeBack(annotated)
	if err != nil || f.edited {
		return nil
	}
	i := strings.Index(annotated, "\"sha256\":\""+string(f.header.Revision))
	start := i + strings.Index(annotated[i:], "\n\n") + 2
	var tokens []placedToken
	for _, n := range f.notes {
		tokens = append(tokens, n.record.Tokens...)
	}
	sortTokens(tokens)
	var spans []model.Span
	from := start
	for _, t := range tokens {
		spans = append(spans, model.Span{Start: from, End: start + t.At})
		from = start + t.At + len(t.Text)
	}
	return append(spans, model.Span{Start: from, End: start + f.header.Body})
}

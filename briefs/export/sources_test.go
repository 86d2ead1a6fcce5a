package export

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"obelus/model"
)

func sourced(grade string, refs ...model.Reference) model.Mark {
	d := model.Details{References: refs}
	if grade != "" {
		d.Reliability, d.Credibility = model.Reliability(grade[:1]), model.Credibility(grade[1:])
	}
	return model.Mark{Tag: model.Sourced, Details: d}
}

func attributed(speaker string) model.Mark {
	return model.Mark{Tag: model.Attributed, Details: model.Details{Speaker: speaker}}
}

func TestSources(t *testing.T) {
	wire := model.Reference{Title: "Post", Origin: "The Wire"}
	again := model.Reference{Title: "Courier", Origin: "the  wire"}
	site := model.Reference{Title: "Notice", URL: "https://www.example.org/a"}
	other := model.Reference{URL: "https://example.org/b"}
	book := model.Reference{Title: "A book"}
	hidden := model.Mark{Tag: model.Opinion, Details: model.Details{References: []model.Reference{book}, Speaker: "kept"}}
	for _, c := range []struct {
		name  string
		marks []model.Mark
		want  string
	}{
		{"nothing", []model.Mark{hidden, {Tag: model.Unsourced}}, ""},
		{"speakers only", []model.Mark{attributed("The Mayor"), attributed(""), attributed("the mayor")}, `## Sources

No reference is given.

| speaker | statements |
| --- | --- |
| The Mayor | x0, x2 |
| *nobody named* | x1 |
`},
		{"rated without a reference", []model.Mark{{Tag: model.Attributed, Details: model.Details{Speaker: "The Mayor", Reliability: "C"}}, sourced("")}, `## Sources

No reference is given.

Statements by source reliability: C (fairly reliable) 1, not rated 1. By information credibility: not rated 2.

| speaker | statements |
| --- | --- |
| The Mayor | x0 |
`},
		{"one origin twice", []model.Mark{sourced("B2", wire, again)}, `## Sources

2 references in 1 statement, from 1 distinct origin. 1 statement rests on one origin alone: x0.

Statements by source reliability: B (usually reliable) 1. By information credibility: 2 (probably true) 1.

| origin | references | statements |
| --- | --- | --- |
| The Wire | Post; Courier | x0 |
`},
		{"several", []model.Mark{sourced("", site, book), sourced("F6", other), sourced("A1", wire)}, `## Sources

4 references in 3 statements, from 3 distinct origins. 2 statements rest on one origin alone: x1, x2.

Statements by source reliability: A (completely reliable) 1, F (reliability cannot be judged) 1, not rated 1. By information credibility: 1 (confirmed by other sources) 1, 6 (truth cannot be judged) 1, not rated 1.

| origin | references | statements |
| --- | --- | --- |
| example.org | Notice; https\://example.org/b | x0, x1 |
| A book | A book | x0 |
| The Wire | Post | x2 |
`},
	} {
		signs := make([]sign, len(c.marks))
		for i := range signs {
			signs[i].label = model.Label("x" + string(rune('0'+i)))
		}
		var b strings.Builder
		writeSources(&b, c.marks, signs)
		if diff := cmp.Diff(strings.TrimSpace(c.want), strings.TrimSpace(b.String())); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

package tally

import (
	"fmt"
	"strings"
	"testing"

	"obelus/briefs/markdown"
	"obelus/briefs/sentence"
	"obelus/model"
)

func TestPrevailing(t *testing.T) {
	const text = "# Head\n\nAbcd efgh. Ijkl mnop.\n\n- 12345678\n\n```\ncode\n```\n"
	doc := markdown.New(text)
	counter := NewCounter(doc, sentence.All(doc))
	piece := func(words string, tag model.Tag) model.MarkSpan {
		i := strings.Index(text, words)
		return model.MarkSpan{Span: model.Span{Start: i, End: i + len(words)}, Tag: tag}
	}
	for _, c := range []struct {
		name   string
		pieces []model.MarkSpan
		want   string
	}{
		{"nothing", nil, "[    ]"},
		{"a whole unit", []model.MarkSpan{piece("Abcd efgh.", model.Opinion)}, "[ opinion   ]"},
		{"half of one", []model.MarkSpan{piece("Abcd", model.Opinion)}, "[ opinion   ]"},
		{"less than half", []model.MarkSpan{piece("Abc", model.Opinion)}, "[    ]"},
		{"two, one of them more", []model.MarkSpan{piece("Abc", model.Opinion), piece("d efgh", model.Sourced)}, "[ sourced   ]"},
		{"two as much", []model.MarkSpan{piece("Abcd", model.Opinion), piece("efgh", model.Attributed)}, "[ attributed   ]"},
		{"one over two units", []model.MarkSpan{piece("fgh. Ijkl mn", model.Unsourced)}, "[  unsourced  ]"},
		{"headings and code", []model.MarkSpan{piece("Head", model.Nonclaim), piece("12345", model.Nonclaim), piece("code", model.Opinion)}, "[   nonclaim ]"},
	} {
		tags, counted := counter.Prevailing(c.pieces)
		if got := fmt.Sprint(tags); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
		if got := fmt.Sprint(counted); got != "[false true true true false]" {
			t.Errorf("counted: %s", got)
		}
	}
}

package model

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

func TestDifferences(t *testing.T) {
	m := Mark{
		ID: "m", Span: Span{12, 40}, Quote: Quote{Text: "words"}, Tag: Attributed, Analyst: "ada", Revision: HashOf("one"),
		Details: Details{Speaker: "the pilot", Status: Open},
	}
	tagged := m.Clone()
	tagged.Tag, tagged.Updated = Sourced, time.Now()
	tagged.Details.References = []Reference{{Title: "Log", URL: "https://a.example", Origin: "Reuters", AddedBy: "ada"}}
	tagged.Details.Note, tagged.Details.Confidence = "one\ntwo", High
	moved := m.Clone()
	moved.Span, moved.Revision = Span{50, 78}, HashOf("two")
	cut := m.Clone()
	cut.Span, cut.Quote.Text = Span{12, 20}, "word"
	left := m.Clone()
	left.Left = HashOf("two")
	tests := []struct {
		name string
		c    MarkChange
		want []Difference
	}{
		{"made", MarkChange{After: &m}, []Difference{{"tag", "", "attributed"}, {"speaker", "", "the pilot"}}},
		{"removed", MarkChange{Before: &m}, []Difference{{"tag", "attributed", ""}, {"speaker", "the pilot", ""}}},
		{"filled in", MarkChange{Before: &m, After: &tagged}, []Difference{
			{"tag", "attributed", "sourced"}, {"references", "", "Log <https://a.example> from Reuters, added by ada"},
			{"confidence", "", "high"}, {"note", "", "one\ntwo"},
		}},
		{"moved", MarkChange{Before: &m, After: &moved}, []Difference{
			{"revision", shortHash(m.Revision), shortHash(moved.Revision)}, {"place", "12:40", "50:78"},
		}},
		{"new edges", MarkChange{Before: &m, After: &cut}, []Difference{{"words", "words", "word"}}},
		{"left where it is", MarkChange{Before: &m, After: &left}, []Difference{{"left", "", shortHash(left.Left)}}},
		{"the same", MarkChange{Before: &m, After: &m}, nil},
	}
	for _, tt := range tests {
		if got := tt.c.Differences(); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

// TestEveryDetailDiffers sets each detail in turn: none is left out.
func TestEveryDetailDiffers(t *testing.T) {
	fields := reflect.TypeFor[Details]()
	for i := range fields.NumField() {
		before := Mark{Details: Details{Status: Open}}
		after := before.Clone()
		switch f := reflect.ValueOf(&after.Details).Elem().Field(i); f.Kind() {
		case reflect.String:
			f.SetString("x")
		default:
			after.Details.References = []Reference{{Origin: "x"}}
		}
		if got := (MarkChange{Before: &before, After: &after}).Differences(); len(got) != 1 || got[0].After == got[0].Before {
			t.Errorf("%s: %q", fields.Field(i).Name, got)
		}
	}
}

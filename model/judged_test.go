package model

import "testing"

func TestJudged(t *testing.T) {
	full := Details{
		Speaker: " Jan ", Quotation: Direct, References: []Reference{{Title: "Gazette", AddedBy: "ana"}}, Reliability: "B", Credibility: "2",
		Basis: Assumption, Likelihood: "likely", Confidence: Low, Status: Checked, Note: "mine",
	}
	for tag, want := range map[Tag]Details{
		Attributed: {Speaker: "Jan", Quotation: Direct, References: []Reference{{Title: "Gazette"}}, Reliability: "B", Credibility: "2"},
		Sourced:    {References: []Reference{{Title: "Gazette"}}, Reliability: "B", Credibility: "2"},
		Opinion:    {Basis: Assumption, Likelihood: "likely", Confidence: Low},
		Unsourced:  {},
		Nonclaim:   {},
	} {
		if got := full.Judged(tag); !got.Equal(want) {
			t.Errorf("%s: got %+v, want %+v", tag, got, want)
		}
	}
	if full.References[0].AddedBy != "ana" {
		t.Error("the details themselves were changed")
	}
	mine := Details{Speaker: "Kim", Status: Disputed, Note: "my note"}
	want := full.Clone()
	want.Status, want.Note = Disputed, "my note"
	if got := mine.Take(full); !got.Equal(want) {
		t.Errorf("took %+v, want %+v", got, want)
	}
}

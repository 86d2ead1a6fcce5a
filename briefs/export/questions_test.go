package export

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"obelus/model"
)

func TestQuestions(t *testing.T) {
	ref := []model.Reference{{Title: "x"}}
	for _, c := range []struct {
		name string
		mark model.Mark
		want []string
	}{
		{"unsourced", model.Mark{Tag: model.Unsourced}, []string{"Who says so, and where can it be read?"}},
		{"nobody named", model.Mark{Tag: model.Attributed, Details: model.Details{Speaker: " "}}, []string{"Who is it that says so?"}},
		{"somebody named", model.Mark{Tag: model.Attributed, Details: model.Details{Speaker: "the mayor"}}, nil},
		{"hollow", model.Mark{Tag: model.Sourced}, []string{"Which reference shows it?"}},
		{"sourced", model.Mark{Tag: model.Sourced, Details: model.Details{References: ref}}, nil},
		{"opinion", model.Mark{Tag: model.Opinion}, nil},
		{"no claim", model.Mark{Tag: model.Nonclaim}, nil},
		{"disputed opinion", model.Mark{Tag: model.Opinion, Details: model.Details{Status: model.Disputed}}, []string{"Disputed: what would settle it?"}},
		{"disputed, unsourced, with a note", model.Mark{Tag: model.Unsourced, Details: model.Details{Status: model.Disputed, Note: "n"}},
			[]string{"Who says so, and where can it be read?", "Disputed, see its note: what would settle it?"}},
	} {
		var got []string
		for _, q := range questions([]model.Mark{{Tag: model.Nonclaim}, c.mark}) {
			if q.mark != 1 {
				t.Errorf("%s: the question is about mark %d", c.name, q.mark)
			}
			got = append(got, q.ask)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", c.name, diff)
		}
	}
}

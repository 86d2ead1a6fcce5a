package export

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"obelus/briefs/markdown"
	"obelus/briefs/tally"
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
			[]string{"Who says so, and where can it be read?", "Disputed: what would settle it?"}},
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

// TestQuestionsOfSeveral: what two analysts leave open of the same words is
// asked once.
func TestQuestionsOfSeveral(t *testing.T) {
	at := func(end int, tag model.Tag, status model.Status) model.Mark {
		return model.Mark{Tag: tag, Span: model.Span{End: end}, Details: model.Details{Status: status}}
	}
	got := questions([]model.Mark{
		at(9, model.Unsourced, ""), at(9, model.Unsourced, model.Disputed), at(9, model.Sourced, model.Disputed), at(8, model.Unsourced, ""),
	})
	want := []question{
		{0, "Who says so, and where can it be read?"}, {1, askDisputed}, {2, "Which reference shows it?"}, {2, askDisputed},
		{3, "Who says so, and where can it be read?"},
	}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(question{})); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestQueries: the questions alone, with what they are asked of, and nothing
// of what the analysts noted.
func TestQueries(t *testing.T) {
	const text = "# Port\n\nShips wait. A man said so. | *It* ends.\n"
	doc := markdown.New(text)
	mark := func(quote string, tag model.Tag, d model.Details) model.Mark {
		span := doc.Find(quote)[0]
		return model.Mark{ID: model.MarkID(quote), Span: span, Quote: doc.Quote(span), Tag: tag, Details: d, Analyst: "kim"}
	}
	a := Annotated{
		Brief: model.Brief{Handling: "TLP:AMBER", Title: "Port *x*"}, Doc: doc,
		Marks: []model.Mark{
			mark("A man said so.", model.Attributed, model.Details{}),
			mark("Ships wait.", model.Unsourced, model.Details{Status: model.Disputed, Note: "not for the author"}),
			mark("| It ends.", model.Opinion, model.Details{}),
		},
	}
	write := func(a Annotated) string {
		var b strings.Builder
		if err := Queries(&b, a); err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	want := `**TLP:AMBER**

# Questions: Port \*x\*

revision 1465db73a360 · marked by kim

3 questions to the author:

1. **u1** Who says so, and where can it be read?

   > “Ships wait.”

2. **u1** Disputed: what would settle it?

   > “Ships wait.”

3. **a1** Who is it that says so?

   > “A man said so.”
`
	if diff := cmp.Diff(want, write(a)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	a.Marks = a.Marks[2:]
	if got := write(a); !strings.HasSuffix(got, "\n\nNothing is asked.\n") {
		t.Errorf("of an opinion is asked\n%s", got)
	}
	a.Tally = tally.Tally{Countable: 3, Marked: 1}
	if got := write(a); !strings.HasSuffix(got, "\n\nNothing is asked so far; 2 statements are unread.\n") {
		t.Errorf("with two unread the questions are\n%s", got)
	}
}

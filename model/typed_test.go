package model

import "testing"

// TestTyped: what editors and formatters do is not seen, what people change is.
func TestTyped(t *testing.T) {
	for _, c := range []struct {
		a, b     string
		markdown bool
		same     bool
	}{
		{`"It's" - so...`, "“It’s” — so…", false, true},
		{"two  words\nhere", "two words here", false, true},
		{"a -- b", "a – b", false, true},
		{"* one\n* two", "- one\n- two", true, true},
		{"an *important* a\\_b", "an _important_ a_b", true, true},
		{"* one", "- one", false, false},
		{"a_b", "a*b", false, false},
		{"one", "One", true, false},
		{"one two", "onetwo", true, false},
		{"5 %", "6 %", false, false},
	} {
		if same := Typed(c.a, c.markdown) == Typed(c.b, c.markdown); same != c.same {
			t.Errorf("%q and %q: %q, %q", c.a, c.b, Typed(c.a, c.markdown), Typed(c.b, c.markdown))
		}
	}
	d := Details{Speaker: `the "union"`, Note: "* a", References: []Reference{{Title: "a - b"}}, Status: Open}
	o := Details{Speaker: "the “union”", Note: "- a", References: []Reference{{Title: "a – b"}}, Status: Open}
	if !d.Alike(o) {
		t.Error("they are not alike")
	}
	for _, change := range []func(d *Details){
		func(d *Details) { d.Speaker = "the unions" },
		func(d *Details) { d.Note = "- b" },
		func(d *Details) { d.Status = Checked },
		func(d *Details) { d.References = nil },
		func(d *Details) { d.References = []Reference{{Title: "a – c"}} },
	} {
		other := o.Clone()
		if change(&other); d.Alike(other) {
			t.Errorf("%+v is like %+v", d, other)
		}
	}
}

package webannotation_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"obelus/briefs/markdown"
	"obelus/briefs/webannotation"
	"obelus/model"
)

// spell says what came in, one mark a line.
func spell(marks []model.Incoming, refused []model.Refusal, err error) string {
	if err != nil {
		return "error: " + err.Error()
	}
	var lines []string
	for _, in := range marks {
		m := in.Mark
		line := fmt.Sprintf("%s: %s %q", in.Where, m.Tag, m.Quote.Text)
		for _, part := range [][2]string{
			{"id", string(m.ID)}, {"name", in.Name}, {"brief", string(m.Brief)}, {"source", in.Source}, {"prefix", m.Quote.Prefix}, {"suffix", m.Quote.Suffix},
			{"by", string(m.Analyst)}, {"note", m.Details.Note}, {"status", string(m.Details.Status)}, {"edited", strings.Join(in.Edited, " ")}, {"extra", m.Extra},
		} {
			if part[1] != "" {
				line += " " + part[0] + "=" + part[1]
			}
		}
		if !m.Created.IsZero() || !m.Updated.IsZero() {
			line += fmt.Sprintf(" %s/%s", m.Created.Format(time.RFC3339), m.Updated.Format(time.RFC3339))
		}
		if !in.Points.Empty() {
			line += fmt.Sprint(" at ", in.Points.Start, "-", in.Points.End)
		}
		lines = append(lines, line)
	}
	for _, r := range refused {
		lines = append(lines, r.Where+" refused: "+r.Why)
	}
	return strings.Join(lines, "\n")
}

// quoteOn is a target that quotes words.
func quoteOn(words string) string {
	return `{"source":"https://e.org/","selector":{"type":"TextQuoteSelector","exact":"` + words + `"}}`
}

func TestRead(t *testing.T) {
	tagged := `"body":{"type":"TextualBody","purpose":"tagging","value":"Opinion"}`
	one := `{"type":"Annotation","target":` + quoteOn("a") + `,` + tagged + `}`
	for _, tt := range []struct{ name, file, want string }{
		{"one", one, `annotation 1: opinion "a" source=https://e.org/ status=open extra={"target":{"obelus:source":"https://e.org/"}}`},
		{"a list", "[" + one + ",\n" + strings.Replace(one, `"a"`, `"b"`, 1) + "]", `annotation 1: opinion "a" source=https://e.org/ status=open extra={"target":{"obelus:source":"https://e.org/"}}
annotation 2, line 2: opinion "b" source=https://e.org/ status=open extra={"target":{"obelus:source":"https://e.org/"}}`},
		{"a page", `{"type":"AnnotationPage","items":[{"target":` + quoteOn("p") + `},"https://e.org/anno/2",7]}`, `annotation 1:  "p" source=https://e.org/ status=open extra={"target":{"obelus:source":"https://e.org/"}}
annotation 2 refused: it is only an address: the annotation is elsewhere
annotation 3 refused: it is no annotation`},
		{"a collection with pages", `{"@context":"http://www.w3.org/ns/anno.jsonld","type":["BasicContainer","AnnotationCollection"],"first":{"items":[{"target":` + quoteOn("1") + `}],"next":{"items":[{"target":` + quoteOn("2") + `}]}},"last":{"items":{"target":` + quoteOn("3") + `}}}`,
			`annotation 1:  "1" source=https://e.org/ status=open extra={"target":{"obelus:source":"https://e.org/"}}
annotation 2:  "2" source=https://e.org/ status=open extra={"target":{"obelus:source":"https://e.org/"}}
annotation 3:  "3" source=https://e.org/ status=open extra={"target":{"obelus:source":"https://e.org/"}}`},
		{"a graph", `{"@graph":[{"@id":"urn:x:1","@type":"oa:Annotation","hasTarget":` + quoteOn("g") + `,"body":{"@type":["oa:Tag","cnt:ContentAsText"],"chars":"no claim"}}]}`,
			`annotation 1: nonclaim "g" name=urn:x:1 source=https://e.org/ status=open extra={"obelus:tagging":{"@type":["oa:Tag","cnt:ContentAsText"],"chars":"no claim"},"target":{"obelus:source":"https://e.org/"},"via":["urn:x:1"]}`},
		{"details", `{"id":"https://e.org/1","type":["Annotation","x:Y"],"motivation":["classifying","x:liking"],"created":"2026-01-02T03:04:05.6+01:00","creator":[{"id":"https://e.org/me","type":"Person","nickname":"me","email":"m@e.org"},"b"],
"body":["https://e.org/v",{"type":"TextualBody","value":"unsourced"},{"type":"TextualBody","value":"Says who?","format":"text/html","language":"en","purpose":"questioning"},{"type":"TextualBody","value":"more"}],
"target":{"id":"urn:t","source":{"id":"https://e.org/p"},"state":{"type":"TimeState"},"selector":[{"type":"XPathSelector","value":"/p"},{"type":"TextPositionSelector","start":3,"end":4},{"type":"TextQuoteSelector","exact":"w","prefix":"p","suffix":"s"}]},"n":1.50e1}`,
			`annotation 1: unsourced "w" name=https://e.org/1 source=https://e.org/p prefix=p suffix=s by=me note=Says who? status=open extra={"body":["https://e.org/v",{"type":"TextualBody","value":"more"}],"creator":["b"],"motivation":["x:liking"],"n":1.50e1,"obelus:note":{"language":"en"},"target":{"id":"urn:t","obelus:source":"https://e.org/p","selector":[{"type":"XPathSelector","value":"/p"}],"state":{"type":"TimeState"}},"type":["x:Y"],"via":["https://e.org/1"]} 2026-01-02T02:04:05Z/2026-01-02T02:04:05Z at 3-4`},
		{"a lone letter is no tag", `{"target":` + quoteOn("w") + `,"body":[{"type":"TextualBody","purpose":"tagging","value":"a"},{"type":"TextualBody","purpose":"tagging","value":"-"}]}`,
			`annotation 1:  "w" source=https://e.org/ status=open extra={"body":[{"type":"TextualBody","purpose":"tagging","value":"a"},{"type":"TextualBody","purpose":"tagging","value":"-"}],"target":{"obelus:source":"https://e.org/"}}`},
		{"a comment is no tag", `{"target":` + quoteOn("w") + `,"body":{"type":"TextualBody","purpose":"commenting","value":"Opinion"}}`,
			`annotation 1:  "w" source=https://e.org/ note=Opinion status=open extra={"target":{"obelus:source":"https://e.org/"}}`},
		{"several tags", `{"target":` + quoteOn("w") + `,"tags":["sourced","attributed"]}`, `annotation 1 refused: it has several of the tags, and a mark has one`},
		{"bodyValue, a bare target, a creator who is an address", `{"type":"Annotation","bodyValue":"Hm.","creator":"https://e.org/me","target":"https://e.org/"}`,
			`annotation 1:  "" source=https://e.org/ by=https://e.org/me note=Hm. status=open extra={"target":{"obelus:source":"https://e.org/"}}`},
		{"a place alone", `{"target":{"source":"https://e.org/","selector":{"type":"TextPositionSelector","start":1,"end":2}}}`,
			`annotation 1:  "" source=https://e.org/ status=open extra={"target":{"obelus:source":"https://e.org/"}}`},
		{"refined", `{"target":{"source":"urn:obelus:brief:abc","selector":{"type":"FragmentSelector","value":"p1","refinedBy":{"type":"TextQuoteSelector","exact":"The word is here.","suffix":"!","refinedBy":{"type":"TextQuoteSelector","exact":"word"}}}},"tags":"no  claim"}`,
			`annotation 1: nonclaim "word" brief=abc prefix=The  suffix= is here.! status=open extra={"target":{"obelus:source":"urn:obelus:brief:abc","selector":[{"type":"FragmentSelector","value":"p1","refinedBy":{"type":"TextQuoteSelector","exact":"The word is here.","suffix":"!","refinedBy":{"type":"TextQuoteSelector","exact":"word"}}}]}}`},
		{"a choice", `{"target":{"source":"https://e.org/","selector":{"type":"Choice","items":[{"type":"CssSelector","value":"p"},{"type":"oa:TextQuoteSelector","exact":"w"}]}}}`,
			`annotation 1:  "w" source=https://e.org/ status=open extra={"target":{"obelus:source":"https://e.org/","selector":[{"type":"Choice","items":[{"type":"CssSelector","value":"p"},{"type":"oa:TextQuoteSelector","exact":"w"}]}]}}`},
		{"two places", `{"id":"urn:uuid:0198C0DE-0000-7000-8000-000000000001","target":[` + quoteOn("1") + `,` + quoteOn("2") + `],"tags":["Analyst  opinion"]}`,
			`annotation 1: opinion "1" id=0198c0de-0000-7000-8000-000000000001 source=https://e.org/ status=open extra={"target":{"obelus:source":"https://e.org/"}}
annotation 1: opinion "2" name=urn:uuid:0198c0de-0000-7000-8000-000000000001#2 source=https://e.org/ status=open extra={"target":{"obelus:source":"https://e.org/"}}`},
		{"wrong kinds everywhere", `{"id":7,"type":[1,"Annotation"],"created":5,"creator":[[]],"body":[1,null,{"type":7,"value":[]}],"target":{"source":[7],"selector":[1,"s",{"type":"TextQuoteSelector","exact":5},{"type":"TextPositionSelector","start":-1,"end":1e999}]},"tags":{"a":1},"motivation":{}}`,
			`annotation 1:  "" status=open extra={"body":[1,null,{"type":7,"value":[]}],"created":5,"creator":[[]],"motivation":[{}],"tags":[{"a":1}],"target":{"selector":[1,"s",{"type":"TextQuoteSelector","exact":5}]},"type":[1]}`},
		{"a bad detail of ours", `{"target":` + quoteOn("w") + `,"obelus:tag":"sourced","obelus:reliability":"Z"}`, `annotation 1 refused: its reliability “Z” is none`},
		{"a bad tag of ours", `{"target":` + quoteOn("w") + `,"obelus:tag":"fact"}`, `annotation 1 refused: its tag “fact” is none: write sourced, attributed, opinion, unsourced or nonclaim`},
		{"a bad revision", `{"target":{"obelus:revision":"abc"}}`, `annotation 1 refused: its revision is no hash of 64 hex digits`},
		{"a bad span", `{"target":{"obelus:span":"4:2"}}`, `annotation 1 refused: its span is none: “4:2”`},
		{"ours under full names", `{"target":` + quoteOn("w") + `,"urn:obelus:vocabulary#tag":"sourced","urn:obelus:vocabulary#speaker":"me"}`, `annotation 1: sourced "w" source=https://e.org/ extra={"target":{"obelus:source":"https://e.org/"}}`},
		{"retagged elsewhere", `{"target":` + quoteOn("w") + `,"obelus:tag":"sourced","body":{"type":"TextualBody","purpose":"tagging","value":"Opinion","obelus:detail":"tag"}}`,
			`annotation 1: opinion "w" source=https://e.org/ edited=tag extra={"target":{"obelus:source":"https://e.org/"}}`},
		{"said twice", `[{"target":` + quoteOn("w") + `,"target":"x"},{"target":{"a":{"b":1,"b":2}}}]`, "annotation 1 refused: it says “target” twice\nannotation 2 refused: it says “b” twice"},
		{"too much besides", `{"target":` + quoteOn("w") + `,"x":"` + strings.Repeat("y", 70_000) + `"}`, `annotation 1 refused: it says 68 KB besides what a mark holds, and at most 64 KB are kept`},
		{"too large", `{"target":` + quoteOn("w") + `,"x":"` + strings.Repeat("y", 1<<20) + `"}`, `annotation 1 refused: it has more than 1024 KB`},
		{"no pages", `{"type":"AnnotationCollection","total":0}`, ""},
		{"no rows", `{"total":0,"rows":[]}`, ""},
		{"a byte order mark", "\uFEFF" + `{"rows":[]}`, ""},
		{"pages elsewhere", `{"type":"AnnotationCollection","total":9,"first":"https://e.org/page1"}`, `error: it is JSON, but no annotations: an object with “type”, “total”, “first”`},
		{"something else", `{"a":1,"b":2,"c":3,"d":4,"e":5}`, `error: it is JSON, but no annotations: an object with “a”, “b”, “c”, …`},
		{"a list of something else", `[{"a":1},2]`, `error: it is JSON, but no annotations: a list of other things`},
		{"an empty list", `[]`, `error: it is JSON, but no annotations: an empty list`},
		{"a number", `12`, `error: it is JSON, but no annotations: a single value`},
		{"nothing", " \n", `error: it is empty: it holds no annotations`},
		{"no JSON", "{\n\"a\": x}", `error: line 2 is not JSON: invalid character 'x' looking for beginning of value`},
		{"trailing garbage", "[]\n]", `error: line 2 is not JSON: invalid character ']' after top-level value`},
		{"cut off", "[\n{\"a\"", `error: line 2 is not JSON: unexpected end of JSON input`},
		{"not UTF-8", "[\n\"\xff\"]", `error: line 2 is not UTF-8: save it as UTF-8`},
		{"deep", strings.Repeat("[", 101) + strings.Repeat("]", 101), `error: it is nested more than 100 deep: no annotation is`},
		{"rather deep", strings.Repeat("[", 90) + strings.Repeat("]", 90), `error: it is JSON, but no annotations: a list of other things`},
		{"items twice", `{"items":[{"target":1}],"items":[]}`, `error: line 1: it says “items” twice`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := spell(webannotation.Read([]byte(tt.file))); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

// TestHypothesis reads what Hypothesis gives, in the shapes of its API (v1,
// https://h.readthedocs.io/en/latest/api-reference/v1/) and of its client's
// export.
func TestHypothesis(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "hypothesis.json"))
	if err != nil {
		t.Fatal(err)
	}
	want := `annotation 1, line 4: attributed "The port opened on Monday." name=aBcDeFgHiJkLmNoPqRsT source=https://example.org/port prefix=Port security suffix= Nobody by=judell note=Says *who*? status=open`
	marks, refused, err := webannotation.Read(data)
	if got := spell(marks[:1], refused, err); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, " 2026-05-01T10:00:00Z/2026-05-02T11:00:00Z at 15-41") {
		t.Errorf("got %s\nwant %s…", got, want)
	}
	for _, kept := range []string{`"group":"__world__"`, `"permissions":{"read":["group:__world__"]`, `"tags":["grain"]`, `"type":"RangeSelector"`, `"user":"acct:judell@hypothes.is"`, `"obelus:name":"aBcDeFgHiJkLmNoPqRsT"`} {
		if !strings.Contains(marks[0].Mark.Extra, kept) {
			t.Errorf("%s is not in %s", kept, marks[0].Mark.Extra)
		}
	}
	if got := spell(marks[1:], nil, nil); !strings.HasPrefix(got, `annotation 2, line 33:  "" name=reply1`) {
		t.Errorf("the reply: %s", got)
	}
	for _, shape := range []string{`{"export_date":"2026-05-03","annotations":%s}`, "%s"} {
		var api struct{ Rows json.RawMessage }
		if err := json.Unmarshal(data, &api); err != nil {
			t.Fatal(err)
		}
		again, refused, err := webannotation.Read(fmt.Appendf(nil, shape, api.Rows))
		if len(again) != len(marks) || len(refused) > 0 || err != nil || !again[0].Mark.Equal(marks[0].Mark) {
			t.Errorf("%s: %s", shape, spell(again, refused, err))
		}
	}
}

// TestOthersComeBack: what another program said of an annotation stands in its
// place in our export of it, and comes back from there as it was.
func TestOthersComeBack(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "hypothesis.json"))
	if err != nil {
		t.Fatal(err)
	}
	marks, _, err := webannotation.Read(data)
	if err != nil {
		t.Fatal(err)
	}
	const brief = "Port security\n\nThe port opened on Monday. Nobody said so.\n"
	m := marks[0].Mark
	m.ID, m.Span = markID(1), markdown.New(brief).Find("The port opened on Monday.")[0]
	a := annotate(brief, []model.Mark{m})
	checkWritten(t, a)
	out := string(written(t, a))
	for _, want := range []string{"        \"group\": \"__world__\"", "              \"type\": \"RangeSelector\"", "        \"tags\": [\n          \"grain\"\n        ]"} {
		if !strings.Contains(out, want) {
			t.Errorf("%s is not in its place in\n%s", want, out)
		}
	}
	if strings.Contains(out, "obelus:extra") {
		t.Error("it is given back word by word as well")
	}
}

// bombs are made to take memory and time, about size bytes each.
func bombs(size int) map[string]string {
	items := func(s string) string { return strings.Repeat(s, size/len(s)) }
	return map[string]string{
		"nested lists":        items("["),
		"nested objects":      items(`{"first":`),
		"numbers":             "[" + items("0,") + "0]",
		"empty lists":         "[" + items("[],") + "[]]",
		"one string":          `["` + items("x") + `"]`,
		"a string of escapes": `{"target":"` + items(`\u0041`) + `"}`,
		"members":             "{" + items(`"a":1,`) + `"b":2}`,
		"annotations":         "[" + items(`{"target":1},`) + `{"target":1}]`,
		"pages in pages":      "[" + strings.Repeat(`{"last":{"items":[{"target":1}]},"first":{"items":[{"target":1}]}},`+"\n", min(size/68, 90_000)) + "7]",
		"members of one":      `[{"target":1,` + strings.Repeat(`"k":[],`, min(size, 900_000)/7) + `"z":1}]`,
		"many of one":         `[{"target":1` + manyKeys(min(size, 900_000)/12) + `}]`,
		"deep in one":         "[" + strings.Repeat(`{"target":`+strings.Repeat(`{"refinedBy":`, 95)+"1"+strings.Repeat("}", 96)+",", size/1400) + "1]",
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, `,"k%d":1`, i)
	}
	return b.String()
}

// TestBombs: whatever a file is made up of, memory stays within a few times of
// its size.
func TestBombs(t *testing.T) {
	size := 4 << 20
	if testing.Short() {
		size = 1 << 20
	}
	for name, file := range bombs(size) {
		t.Run(name, func(t *testing.T) {
			data := []byte(file)
			var before, after runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&before)
			start := time.Now()
			got := spellShort(webannotation.Read(data))
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			allocated := int(after.TotalAlloc-before.TotalAlloc) >> 20
			t.Logf("%d MB: %v, %d MB allocated: %s", len(data)>>20, took, allocated, got)
			if limit := 40*len(data)>>20 + 400; allocated > limit {
				t.Errorf("%d MB were allocated, at most %d are meant", allocated, limit)
			}
		})
	}
}

func spellShort(marks []model.Incoming, refused []model.Refusal, err error) string {
	if err != nil {
		return err.Error()
	}
	if len(marks) == 0 && len(refused) > 0 {
		return fmt.Sprintf("%d refused: %s", len(refused), refused[0].Why)
	}
	return fmt.Sprintf("%d marks, %d refused", len(marks), len(refused))
}

// FuzzRead: no file makes the reader fail, and what it takes in goes out well
// formed and comes back.
func FuzzRead(f *testing.F) {
	for _, name := range []string{"hypothesis.json", "corridor.json", "unmarked.json"} {
		data, err := os.ReadFile(filepath.Join("testdata", name))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	for _, file := range bombs(300) {
		f.Add([]byte(file))
	}
	for _, extra := range extras {
		f.Add([]byte(`[{"id":"x","target":` + quoteOn("w") + `,"obelus:tag":"sourced","obelus:extra":` + fmt.Sprintf("%q", extra) + `}]`))
	}
	const brief = "w and more of it\n"
	f.Fuzz(func(t *testing.T, data []byte) {
		marks, refused, err := webannotation.Read(data)
		if err != nil && len(marks)+len(refused) > 0 {
			t.Fatal("an error, and marks")
		}
		doc := markdown.New(brief)
		for _, in := range marks {
			if in.Where == "" {
				t.Fatal("a mark without its place in the file")
			}
			m := in.Mark
			m.ID, m.Span, m.Left = markID(1), doc.Find("w and more")[0], ""
			if !m.Tag.Valid() {
				m.Tag = model.Opinion
			}
			a := annotate(brief, []model.Mark{m})
			out := written(t, a)
			back, refused, err := webannotation.Read(out)
			if err != nil || len(refused) > 0 || len(back) != 1 || !back[0].Mark.Equal(a.Marks[0]) {
				t.Fatalf("%v %v\n%+v\n%+v\n%s", err, refused, back, a.Marks, out)
			}
		}
	})
}

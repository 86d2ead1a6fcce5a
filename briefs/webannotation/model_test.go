package webannotation_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// What follows holds a file to the rules of the Web Annotation Data Model, W3C
// Recommendation of 23 February 2017; the numbers are its sections. It knows
// nothing of how the file was made, but for the visible text that the positions
// count over.

var (
	mediaType = regexp.MustCompile(`^[a-z]+/[a-z.+-]+$`)
	dateTime  = regexp.MustCompile(`^-?\d{4,}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$`)
)

// A validator gathers what of a file breaks the model's rules.
type validator struct {
	visible []rune
	broken  []string
	ids     map[string]bool
}

// validate lists what breaks the rules in an AnnotationCollection with its page
// embedded, and counts its annotations and their positions.
func validate(data []byte, visible string) (broken []string, annotations, positions int) {
	v := &validator{visible: []rune(visible), ids: map[string]bool{}}
	if !utf8.Valid(data) {
		v.fail("the file", "is not UTF-8 (RFC 8259, section 8.1)")
	}
	if i := bytes.IndexAny(data, "<>&\x1b\x7f"); i >= 0 {
		v.fail("the file", "holds %q, which is not safe in HTML or on a terminal", data[i])
	}
	var whole map[string]any
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.UseNumber()
	if err := dec.Decode(&whole); err != nil {
		return []string{err.Error()}, 0, 0
	}
	if dec.More() {
		v.fail("the file", "goes on behind its value")
	}
	annotations, positions = v.collection(whole)
	return v.broken, annotations, positions
}

func (v *validator) fail(where, format string, args ...any) {
	v.broken = append(v.broken, where+" "+fmt.Sprintf(format, args...))
}

// collection holds c to section 5.1.
func (v *validator) collection(c map[string]any) (annotations, positions int) {
	const where = "the collection (5.1)"
	if contexts := asList(c["@context"]); !slices.Contains(contexts, any("http://www.w3.org/ns/anno.jsonld")) {
		v.fail(where, "must have the model's @context")
	}
	v.id(where, c)
	v.class(where, c, "AnnotationCollection")
	if label, ok := c["label"].(string); !ok || label == "" {
		v.fail(where, "should have a label, a string")
	}
	total := v.number(where, c, "total")
	first, embedded := c["first"].(map[string]any)
	if total == 0 {
		if c["first"] != nil {
			v.fail(where, "has no annotations, and a page must have some (5.2)")
		}
		return 0, 0
	}
	if !embedded {
		v.fail(where, "must have a first page")
		return 0, 0
	}
	if last, ok := c["last"].(string); !ok || last != first["id"] {
		v.fail(where, "should name its last page, which is the first")
	}
	items, positions := v.page(first, c["id"])
	if items != total {
		v.fail(where, "says %d annotations and holds %d", total, items)
	}
	return items, positions
}

// page holds p, embedded in the collection, to section 5.2.
func (v *validator) page(p map[string]any, collection any) (annotations, positions int) {
	const where = "the page (5.2)"
	v.id(where, p)
	v.class(where, p, "AnnotationPage")
	if p["@context"] != nil {
		v.fail(where, "should have no @context where it is embedded")
	}
	if p["partOf"] != collection {
		v.fail(where, "should say of which collection it is")
	}
	if p["next"] != nil || p["prev"] != nil {
		v.fail(where, "is the only one and has neighbours")
	}
	if start := v.number(where, p, "startIndex"); start != 0 {
		v.fail(where, "must begin at 0")
	}
	items, ok := p["items"].([]any)
	if !ok || len(items) == 0 {
		v.fail(where, "must have a list of annotations")
	}
	for i, item := range items {
		a, ok := item.(map[string]any)
		if !ok {
			v.fail(where, "must hold annotations")
			continue
		}
		positions += v.annotation(fmt.Sprintf("annotation %d", i+1), a)
	}
	return len(items), positions
}

// annotation holds a to section 3.
func (v *validator) annotation(where string, a map[string]any) (positions int) {
	v.id(where+" (3.1)", a)
	v.class(where+" (3.1)", a, "Annotation")
	if len(asList(a["target"])) == 0 {
		v.fail(where, "must have a target (3.1)")
	}
	known := strings.Fields("assessing bookmarking classifying commenting describing editing highlighting identifying linking moderating questioning replying tagging")
	if motivations := asList(a["motivation"]); len(motivations) == 0 {
		v.fail(where, "should have a motivation (3.3.5)")
	} else {
		for _, m := range motivations {
			if s, ok := m.(string); !ok || !slices.Contains(known, s) && !isIRI(s) {
				v.fail(where, "has the motivation %v, which is neither the model's nor an IRI (3.3.5)", m)
			}
		}
	}
	v.time(where, a, "created")
	v.time(where, a, "modified")
	for _, c := range asList(a["creator"]) {
		v.agent(where, c)
	}
	for _, b := range asList(a["body"]) {
		v.body(where, b)
	}
	for _, t := range asList(a["target"]) {
		positions += v.target(where, t)
	}
	v.members(where, a)
	return positions
}

// members holds what is not the model's to section 3.1 and to JSON-LD: it needs
// a namespace.
func (v *validator) members(where string, a map[string]any) {
	model := strings.Fields("@context id type body target creator created modified generator generated motivation via canonical rights audience stylesheet bodyValue")
	for key := range a {
		if !slices.Contains(model, key) && !strings.HasPrefix(key, "obelus:") && !slices.Contains(theirs, key) {
			v.fail(where, "has the member %q, of which no context says what it is", key)
		}
	}
}

// theirs are members of other programs that the tests give back.
var theirs = []string{"group", "permissions", "links", "document", "user", "uri", "tags", "flagged", "hidden", "user_info", "a", "b"}

// agent holds c to section 3.3.2.
func (v *validator) agent(where string, c any) {
	if _, ok := c.(string); ok {
		return
	}
	agent, _ := c.(map[string]any)
	if !slices.ContainsFunc(asList(agent["type"]), func(t any) bool { return t == "Person" || t == "Organization" || t == "Software" }) {
		v.fail(where, "should say what its creator is (3.3.2)")
	}
	for _, key := range []string{"name", "nickname"} {
		if s, ok := agent[key].(string); !ok || s == "" {
			v.fail(where, "should have one %s of its creator (3.3.2)", key)
		}
	}
}

// body holds b to sections 3.2.4 and 3.3.5.
func (v *validator) body(where string, b any) {
	body, ok := b.(map[string]any)
	if !ok {
		if s, text := b.(string); !text || !isIRI(s) {
			v.fail(where, "has a body that is neither an IRI nor an object (3.2)")
		}
		return
	}
	if !slices.Contains(asList(body["type"]), any("TextualBody")) {
		return // another program's
	}
	if value, ok := body["value"].(string); !ok || value == "" {
		v.fail(where, "must have the text of a textual body, one string (3.2.4)")
	}
	if f, ok := body["format"].(string); !ok || !mediaType.MatchString(f) {
		v.fail(where, "should have a format of a textual body (3.2.4)")
	}
	if p, ok := body["purpose"].(string); !ok || p == "" {
		v.fail(where, "should say what a textual body is for (3.3.5)")
	}
}

// target holds t to sections 4 and 4.2.
func (v *validator) target(where string, t any) (positions int) {
	target, ok := t.(map[string]any)
	if !ok {
		if s, text := t.(string); !text || !isIRI(s) {
			v.fail(where, "has a target that is neither an IRI nor an object (3.2)")
		}
		return 0
	}
	v.class(where+" (4)", target, "SpecificResource")
	if s, ok := target["source"].(string); !ok || !isIRI(s) {
		v.fail(where, "must have one source, an IRI (4): %v", target["source"])
	}
	exact, quotes := "", 0
	for _, s := range asList(target["selector"]) {
		selector, _ := s.(map[string]any)
		switch selector["type"] {
		case "TextQuoteSelector": // 4.2.4
			if quotes++; quotes == 1 {
				exact = v.quote(where, selector)
			}
		case "TextPositionSelector": // 4.2.5
			positions++
			v.position(where, selector, exact)
		case nil:
			v.fail(where, "must say of which class a selector is (4.2)")
		}
	}
	if quotes == 0 {
		v.fail(where, "has no TextQuoteSelector")
	}
	return positions
}

func (v *validator) quote(where string, s map[string]any) (exact string) {
	exact, ok := s["exact"].(string)
	if !ok {
		v.fail(where, "must have one exact (4.2.4)")
	}
	for _, key := range []string{"prefix", "suffix"} {
		if _, ok := s[key].(string); !ok {
			v.fail(where, "should have one %s (4.2.4)", key)
		}
	}
	return exact
}

// position holds s to section 4.2.5, and the letters there to those of the
// quote: several selectors should select the same (4.2).
func (v *validator) position(where string, s map[string]any, exact string) {
	start, end := v.number(where+" (4.2.5)", s, "start"), v.number(where+" (4.2.5)", s, "end")
	if start < 0 || start >= end || end > len(v.visible) {
		v.fail(where, "selects %d:%d of %d code points (4.2.5)", start, end, len(v.visible))
		return
	}
	if there := string(v.visible[start:end]); there != exact {
		v.fail(where, "selects %q by its place and %q by its words (4.2)", there, exact)
	}
}

// id holds the name of a thing to the model: one IRI, and no other thing's.
func (v *validator) id(where string, n map[string]any) {
	id, ok := n["id"].(string)
	if !ok || !isIRI(id) {
		v.fail(where, "must have one IRI as its id, not %v", n["id"])
	}
	if v.ids[id] {
		v.fail(where, "has the id of another thing: %s", id)
	}
	v.ids[id] = true
}

func (v *validator) class(where string, n map[string]any, class string) {
	if !slices.Contains(asList(n["type"]), any(class)) {
		v.fail(where, "must be of the class %s", class)
	}
}

// time holds a time to section 3.3.1: an xsd:dateTime in UTC, said by Z.
func (v *validator) time(where string, n map[string]any, key string) {
	if n[key] == nil {
		return
	}
	s, _ := n[key].(string)
	if !dateTime.MatchString(s) {
		v.fail(where, "must have %s in UTC with Z (3.3.1), not %v", key, n[key])
	}
}

// number is a member that must be an xsd:nonNegativeInteger.
func (v *validator) number(where string, n map[string]any, key string) int {
	number, _ := n[key].(json.Number)
	i, err := number.Int64()
	if err != nil || i < 0 {
		v.fail(where, "must have a whole number as its %s, not %v", key, n[key])
	}
	return int(i)
}

func asList(v any) []any {
	switch v := v.(type) {
	case nil:
		return nil
	case []any:
		return v
	}
	return []any{v}
}

// isIRI reports whether s is an absolute IRI, as net/url and RFC 3987 see it.
func isIRI(s string) bool {
	u, err := url.Parse(s)
	return err == nil && u.IsAbs() && (u.Opaque != "" || u.Host != "" || u.Path != "") && !strings.ContainsAny(s, " <>\"{}|\\^`\t\r\n") && utf8.ValidString(s)
}

// TestValidator: it tells what breaks a rule from what does not.
func TestValidator(t *testing.T) {
	const good = `{"@context":"http://www.w3.org/ns/anno.jsonld","id":"urn:x:1","type":"AnnotationCollection","label":"l","total":1,"last":"urn:x:2",
"first":{"id":"urn:x:2","type":"AnnotationPage","partOf":"urn:x:1","startIndex":0,"items":[{"id":"urn:x:3","type":"Annotation","motivation":"tagging",
"created":"2026-03-04T05:06:07.08Z","creator":{"type":"Person","name":"n","nickname":"n"},"body":{"type":"TextualBody","value":"v","format":"text/plain","purpose":"tagging"},
"target":{"type":"SpecificResource","source":"https://example.org/","selector":[{"type":"TextQuoteSelector","exact":"ü b","prefix":"","suffix":""},{"type":"TextPositionSelector","start":1,"end":4}]}}]}}`
	if broken, _, positions := validate([]byte(good), "aü bc"); len(broken) > 0 || positions != 1 {
		t.Errorf("a good file breaks %q", broken)
	}
	for _, change := range [][2]string{
		{"http://www.w3.org/ns/anno.jsonld", "http://example.org/"}, {`"urn:x:3"`, `"no iri"`}, {`"urn:x:3"`, `"urn:x:2"`}, {`"total":1`, `"total":2`}, {`"total":1`, `"total":"1"`},
		{`"label":"l",`, ``}, {`"last":"urn:x:2",`, ``}, {`"partOf":"urn:x:1",`, ``}, {`"startIndex":0`, `"startIndex":1`}, {`"motivation":"tagging"`, `"motivation":"liking"`},
		{`07.08Z`, `07.08`}, {`07.08Z`, `07+01:00`}, {`"type":"Person",`, ``}, {`,"nickname":"n"`, ``}, {`"value":"v",`, ``}, {`"format":"text/plain",`, ``},
		{`"source":"https://example.org/",`, ``}, {`"exact":"ü b",`, ``}, {`"start":1`, `"start":2`}, {`"start":1`, `"start":-1`}, {`"end":4`, `"end":40`}, {`,"prefix":""`, ``},
		{`"type":"Annotation",`, ``}, {`"AnnotationPage"`, `"Page"`}, {`"label":"l"`, `"label":"<l>"`},
	} {
		if broken, _, _ := validate([]byte(strings.Replace(good, change[0], change[1], 1)), "aü bc"); len(broken) == 0 {
			t.Errorf("%q for %q breaks nothing", change[1], change[0])
		}
	}
}

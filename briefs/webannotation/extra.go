package webannotation

import (
	"encoding/json"
	"slices"
	"strings"

	"obelus/model"
)

// What another program's annotation said besides is kept as an object of its
// members, in their places, sorted by name, written without white space: so the
// same things are the same text, and what is read back from an export of ours is
// what went into it.

// maxExtra is how much is kept of what another program said, in bytes.
const maxExtra = 64 << 10

// giveExtra gives back to the annotation n of m what another program said. Where
// that does not come back from there as it is (ours stands where both say
// something, and a store may have it from elsewhere), it is added word by word.
func giveExtra(n *node, m model.Mark) {
	extra, ok := parseExtra(m.Extra)
	if !ok {
		return // it is not what a mark can carry, and nobody could read it
	}
	n.members = slices.Clone(n.members)
	giveBack(n, extra)
	if extraText(restOf(*n, m, takenOf(*n))) != m.Extra {
		n.say(keyExtra, m.Extra)
	}
}

func parseExtra(s string) (n node, ok bool) {
	data := []byte(s)
	if !json.Valid(data) || nestedDeeper(data, maxDepth) {
		return node{}, false
	}
	n, err := parse(data)
	return n, err == nil && n.kind == object
}

// extraText is how an object of what is left over is kept; "" for nothing.
func extraText(rest node) string {
	if len(rest.members) == 0 {
		return ""
	}
	return string(appendNode(nil, rest, -1))
}

// giveBack adds the members of extra to n where they were, but for what would
// pass for ours or would say again what ours mean.
func giveBack(n *node, extra node) {
	for _, m := range extra.members {
		switch {
		case m.key == keyNote:
			giveBody(n, detailNote, m.value)
		case m.key == keyTagging:
			giveBody(n, detailTag, m.value)
		case isOurs(m.key) && m.key != keyName, m.key == "@context", m.key == "@id", m.key == "@type":
		default:
			n.replace(m.key, joined(n.get(m.key), m.value))
		}
	}
}

// isOurs reports whether a member is of our namespace.
func isOurs(key string) bool {
	return strings.HasPrefix(key, "obelus:") || strings.HasPrefix(key, vocabulary)
}

// joined is what ours and another program say in one place: of two objects the
// members of both, behind ours what another program lists; else ours.
func joined(ours, theirs node) node {
	switch {
	case ours.kind == absent:
		return theirs
	case theirs.kind == list:
		return listOf(append(slices.Clone(ours.all()), theirs.items...)...)
	case ours.kind == object && theirs.kind == object:
		ours.members = slices.Clone(ours.members)
		for _, m := range theirs.members {
			ours.replace(m.key, joined(ours.get(m.key), m.value))
		}
	}
	return ours
}

// giveBody gives back what another program said of one of our two bodies.
func giveBody(n *node, detail string, theirs node) {
	bodies := n.get("body")
	bodies.items = slices.Clone(bodies.items)
	for i, b := range bodies.items {
		if b.get(keyDetail).str() == detail {
			bodies.items[i] = joined(b, theirs)
		}
	}
	n.replace("body", bodies)
}

// A taken says what of an annotation became a mark: the rest is kept as it is.
type taken struct {
	keys    []string // members that are wholly used up
	note    int      // of the bodies, which is the note; -1 for none
	tagging int      // likewise the tag
	tags    []string // of the tags in "tags", which became the mark's
	quote   int      // of the target's selectors, which is the quote; -1 for none
	creator bool     // the creator's name became the analyst's
}

// restOf is what n says besides m, which was made of it.
func restOf(n node, m model.Mark, t taken) node {
	rest := node{kind: object}
	for _, mem := range n.members {
		key := mem.key
		switch {
		case key == "type" || key == "@type":
			putList(&rest, "type", restOfTexts(mem.value, "Annotation", "oa:Annotation"))
		case key == "motivation":
			putList(&rest, key, restOfTexts(mem.value, motivations(m)...))
		case key == "creator" && t.creator:
			rest.put(key, restOfCreator(mem.value))
		case key == "body":
			restOfBodies(&rest, mem.value, t)
		case key == "tags":
			putList(&rest, key, restOfTexts(mem.value, t.tags...))
		case key == "target":
			rest.put(key, restOfTarget(mem.value, t.quote))
		case slices.Contains(t.keys, key), key == "@context", isOurs(key) && key != keyName:
		default:
			rest.put(key, mem.value)
		}
	}
	return rest.sorted()
}

func putList(rest *node, key string, items []node) {
	if len(items) > 0 {
		rest.put(key, listOf(items...))
	}
}

// restOfTexts is what v lists but for some texts.
func restOfTexts(v node, but ...string) []node {
	return slices.DeleteFunc(slices.Clone(v.all()), func(n node) bool { return n.kind == text && slices.Contains(but, n.text) })
}

// objectWithout is n without some members, sorted; absent where nothing is left.
func objectWithout(n node, keys ...string) node {
	rest := node{}
	for _, m := range n.members {
		if !slices.Contains(keys, m.key) && !isOurs(m.key) {
			rest.put(m.key, m.value)
		}
	}
	return rest.sorted()
}

// restOfCreator is what is said of the analyst besides a name, and who else made
// the annotation.
func restOfCreator(v node) node {
	all := v.all()
	first := objectWithout(all[0], "type", "name", "nickname")
	if len(all) == 1 {
		return first
	}
	return listOf(all[1:]...)
}

// restOfBodies is what is said of our two bodies besides, and the other bodies.
func restOfBodies(rest *node, v node, t taken) {
	var others []node
	for i, b := range v.all() {
		switch i {
		case t.note:
			rest.put(keyNote, objectWithout(b, "type", "purpose", "value", "format"))
		case t.tagging:
			rest.put(keyTagging, objectWithout(b, "type", "purpose", "value", "format", "language"))
		default:
			others = append(others, b)
		}
	}
	putList(rest, "body", others)
}

// restOfTarget is what is said of the target besides, and the selectors that
// are neither the quote nor a place: places count over what another program
// takes for the text.
func restOfTarget(v node, quote int) node {
	if v.kind == list && len(v.items) > 0 {
		v = v.items[0]
	}
	rest := objectWithout(v, "type", "source", "selector")
	source := v.get(keySource).str()
	if source == "" && v.get(keyBrief).kind == absent {
		source = addressOf(v)
	}
	rest.say(keySource, source)
	var others []node
	for i, s := range v.get("selector").all() {
		if i != quote && !hasType(s, typePosition) {
			others = append(others, s)
		}
	}
	putList(&rest, "selector", others)
	return rest.sorted()
}

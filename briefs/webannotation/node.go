package webannotation

import (
	"slices"
	"strings"

	"obelus/model"
)

// A kind says what a JSON value is.
type kind uint8

// The kinds of value; absent is none.
const (
	absent  kind = iota
	literal      // a number, true, false, null
	text
	list
	object
)

// A node is a JSON value. Its members and items keep their order.
type node struct {
	kind    kind
	text    string // a text's letters; a literal as it is written
	items   []node
	members []member
}

type member struct {
	key   string
	value node
}

func textNode(s string) node { return node{kind: text, text: s} }

func listOf(items ...node) node { return node{kind: list, items: items} }

func texts(all []string) node {
	n := node{kind: list}
	for _, s := range all {
		n.items = append(n.items, textNode(s))
	}
	return n
}

// get is the member of that name.
func (n node) get(key string) node {
	for _, m := range n.members {
		if m.key == key {
			return m.value
		}
	}
	return node{}
}

// at is the member of the first of those names that is there: programs write
// "id" and "@id", and what a program of the Web keeps under a full IRI.
func (n node) at(keys ...string) node {
	for _, key := range keys {
		if v := n.get(key); v.kind != absent {
			return v
		}
		if name, ours := strings.CutPrefix(key, "obelus:"); ours {
			if v := n.get(vocabulary + name); v.kind != absent {
				return v
			}
		}
	}
	return node{}
}

// str is the text that n is; "" where it is none.
func (n node) str() string {
	if n.kind != text {
		return ""
	}
	return n.text
}

// all is what a member holds that may be one thing, a list or a JSON-LD list.
func (n node) all() []node {
	switch {
	case n.kind == absent || n.kind == literal && n.text == "null":
		return nil
	case n.kind == list:
		return n.items
	case n.kind == object && n.get("@list").kind == list:
		return n.get("@list").items
	}
	return []node{n}
}

// strs is the texts among all.
func (n node) strs() []string {
	var found []string
	for _, v := range n.all() {
		if v.kind == text {
			found = append(found, v.text)
		}
	}
	return found
}

// fewMembers is how many members most objects of ours have.
const fewMembers = 6

// put adds a member, where there is something to say.
func (n *node) put(key string, v node) {
	if v.kind == absent {
		return
	}
	if n.members == nil {
		n.members = make([]member, 0, fewMembers)
	}
	n.kind, n.members = object, append(n.members, member{key, v})
}

// say adds a text, where it is not empty.
func (n *node) say(key, s string) {
	if s != "" {
		n.put(key, textNode(s))
	}
}

// replace puts v in the place of a member, or adds it.
func (n *node) replace(key string, v node) {
	for i := range n.members {
		if n.members[i].key == key {
			n.members[i].value = v
			return
		}
	}
	n.put(key, v)
}

// sorted is n with its members by name.
func (n node) sorted() node {
	n.members = slices.SortedFunc(slices.Values(n.members), func(a, b member) int { return strings.Compare(a.key, b.key) })
	return n
}

// quoted is a name of the file's for people.
func quoted(s string) string {
	const letters = 40
	if r := []rune(s); len(r) > letters {
		s = string(r[:letters-1]) + "…"
	}
	return "“" + model.CleanLine(s) + "”"
}

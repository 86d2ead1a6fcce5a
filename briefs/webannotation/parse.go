package webannotation

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// parse reads one value. data is JSON that was checked, its depth too. What is
// said twice is an error: nobody can tell which of the two was meant.
func parse(data []byte) (node, error) {
	p := parser{data: data}
	n := p.value()
	return n, p.err
}

type parser struct {
	data []byte
	at   int
	err  error
}

func (p *parser) value() node {
	p.at = skipSpace(p.data, p.at)
	switch p.data[p.at] {
	case '{':
		return p.object()
	case '[':
		n := node{kind: list}
		for p.step() {
			n.items = append(n.items, p.value())
		}
		return n
	case '"':
		return textNode(p.text())
	}
	end := valueEnd(p.data, p.at)
	n := node{kind: literal, text: string(p.data[p.at:end])}
	p.at = end
	return n
}

func (p *parser) object() node {
	n := node{kind: object}
	var seen map[string]bool
	for p.step() {
		key := p.text()
		if len(n.members) == manyMembers {
			seen = map[string]bool{}
			for _, m := range n.members {
				seen[m.key] = true
			}
		}
		if seen[key] || seen == nil && n.get(key).kind != absent {
			p.err = fmt.Errorf("it says %s twice", quoted(key))
		}
		if seen != nil {
			seen[key] = true
		}
		p.at = skipSpace(p.data, p.at) + 1 // the colon
		n.members = append(n.members, member{key, p.value()})
	}
	return n
}

// manyMembers is from how many members on a map tells sooner than a look at all
// of them whether one is there.
const manyMembers = 32

// step goes behind the bracket or comma before the next item or member; false
// behind the last one.
func (p *parser) step() bool {
	p.at = skipSpace(p.data, p.at)
	opens := p.data[p.at] == '{' || p.data[p.at] == '['
	closes := p.data[p.at] == '}' || p.data[p.at] == ']'
	p.at = skipSpace(p.data, p.at+1)
	if closes {
		return false
	}
	if c := p.data[p.at]; opens && (c == '}' || c == ']') {
		p.at++
		return false
	}
	return true
}

func (p *parser) text() string {
	start := p.at
	p.at = valueEnd(p.data, p.at)
	return unquote(p.data[start:p.at])
}

// unquote is the letters of a JSON text.
func unquote(data []byte) string {
	if bytes.IndexByte(data, '\\') < 0 {
		return string(data[1 : len(data)-1])
	}
	var s string
	_ = json.Unmarshal(data, &s) // it was checked
	return s
}

// skipSpace is the first byte from at on that is no white space.
func skipSpace(data []byte, at int) int {
	for at < len(data) && (data[at] == ' ' || data[at] == '\n' || data[at] == '\t' || data[at] == '\r') {
		at++
	}
	return at
}

// valueEnd is where the value ends that begins at at, in JSON that was checked.
func valueEnd(data []byte, at int) int {
	for depth := 0; at < len(data); at++ {
		switch data[at] {
		case '"':
			if at = stringEnd(data, at); depth == 0 {
				return at
			}
			at--
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth < 0 {
				return at
			}
			if depth == 0 {
				return at + 1
			}
		case ',', ' ', '\n', '\t', '\r', ':':
			if depth == 0 {
				return at
			}
		}
	}
	return at
}

// stringEnd is behind the quotation mark that ends the text that begins at at;
// the end of data where there is none.
func stringEnd(data []byte, at int) int {
	for at++; at < len(data); at++ {
		switch data[at] {
		case '\\':
			at++
		case '"':
			return at + 1
		}
	}
	return len(data)
}

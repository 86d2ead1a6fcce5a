package model

import "strings"

// A TLPLabel is a label of the Traffic Light Protocol 2.0 with its colour, which
// stands on black (https://www.first.org/tlp/, "TLP in RGB, CMYK and Hex").
type TLPLabel struct {
	Text string // "TLP:AMBER+STRICT"
	Ink  string // "#RRGGBB"
}

// TLP is the label that handling begins with, in any case and spacing, with or
// without what follows it. ok is false where it names none.
func TLP(handling string) (label TLPLabel, ok bool) {
	compact := strings.ToUpper(strings.Join(strings.Fields(handling), ""))
	for _, l := range []TLPLabel{
		{"TLP:RED", "#FF2B2B"}, {"TLP:AMBER+STRICT", "#FFC000"}, {"TLP:AMBER", "#FFC000"},
		{"TLP:GREEN", "#33FF00"}, {"TLP:CLEAR", "#FFFFFF"}, {"TLP:WHITE", "#FFFFFF"}, // WHITE is TLP 1.0's CLEAR
	} {
		rest, ok := strings.CutPrefix(compact, l.Text)
		if ok && (rest == "" || rest[0] < 'A' || rest[0] > 'Z') {
			return l, true
		}
	}
	return TLPLabel{}, false
}

// Package sentence cuts visible text into the units that a reader's cursor
// stops at.
package sentence

import (
	"obelus/briefs/markdown"
	"obelus/model"
)

// A Range is the half-open byte range [Start, End) of a text, without white
// space at its ends.
type Range struct{ Start, End int }

// Split cuts running text into sentences.
func Split(text string) []Range { panic("skeleton") }

// Clauses lists the byte offsets at which a clause of the sentence text begins,
// the first (0) included: after commas, semicolons, colons, dashes, before
// conjunctions and "as", "while", "because" and their like.
func Clauses(text string) []int { panic("skeleton") }

// InBlock lists block b's units in order, with N zero.
func InBlock(b *markdown.Block) []model.Unit { panic("skeleton") }

// All lists the units of the whole document in source order, numbered from 1.
func All(d *markdown.Document) []model.Unit { panic("skeleton") }

// Package tui is the screen: the only tea.Model, and plain structs below it.
//
// The app takes messages and gives every key to the mode on top of its stack:
// reading, selecting, the shelf, a form, a line of input, the palette, help, a
// question. What a key means stands in one table (see Keys), from which
// dispatch, hints, help and the palette are made. Reading and writing happen
// in commands, whose answers are messages in the past tense; a stale answer is
// dropped by its id. Writes go one after the other, in the order of the keys
// that asked for them (see ledger), and what a person did shows at once.
package tui

// Package storage keeps briefs, marks and the journal in one bbolt file.
package storage

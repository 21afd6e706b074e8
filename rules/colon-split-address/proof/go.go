package main

import (
	"fmt"
	"net"
	"net/http"
	"strings"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		host, _, err := net.SplitHostPort(r.RemoteAddr)
		if err != nil {
			host = err.Error()
		}
		before, _, _ := strings.Cut(r.Host, ":")
		_, _, bare := net.SplitHostPort("fd00:6::1")
		for _, way := range [][2]string{
			{`strings.Split(r.RemoteAddr, ":")[0]`, strings.Split(r.RemoteAddr, ":")[0]},
			{`strings.Cut(r.Host, ":")`, before},
			{`net.SplitHostPort(r.RemoteAddr)`, host},
			{`net.SplitHostPort("fd00:6::1")`, bare.Error()},
		} {
			fmt.Fprintf(w, "  %-36s %s\n", way[0], way[1])
		}
	})
	panic(http.ListenAndServe(":8080", nil))
}

package main

import (
	"fmt"
	"net"
	"time"
)

func main() {
	port := 8001
	for _, way := range []struct{ network, host string }{
		{"tcp", "0.0.0.0"},
		{"tcp", ""},
		{"tcp", "[::]"},
		{"tcp4", ""},
		{"tcp4", "0.0.0.0"},
	} {
		if _, err := net.Listen(way.network, fmt.Sprintf("%s:%d", way.host, port)); err != nil {
			panic(err)
		}
		fmt.Printf("%d net.Listen(%q, \"%s:PORT\")\n", port, way.network, way.host)
		port++
	}
	fmt.Println("ready")
	time.Sleep(time.Minute)
}

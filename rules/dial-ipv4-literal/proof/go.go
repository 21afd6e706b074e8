package main

import (
	"fmt"
	"net"
	"os"
	"time"
)

func main() {
	lis, err := net.Listen("tcp", ":8080")
	if err != nil {
		panic(err)
	}
	defer lis.Close()
	peer := net.JoinHostPort(os.Getenv("PEER_IP"), "80")
	for _, way := range []struct{ network, address string }{
		{"udp", "8.8.8.8:80"},
		{"udp", peer},
		{"tcp", "10.96.0.1:8080"},
		{"tcp", "127.0.0.1:8080"},
		{"tcp", "[::1]:8080"},
	} {
		says := fmt.Sprintf("net.Dial(%q, %q)", way.network, way.address)
		conn, err := net.DialTimeout(way.network, way.address, time.Second)
		if err != nil {
			fmt.Printf("  %-34s %v\n", says, err)
			continue
		}
		host, _, _ := net.SplitHostPort(conn.LocalAddr().String())
		fmt.Printf("  %-34s from %s\n", says, host)
	}
}

package main

import (
	"encoding/binary"
	"fmt"
	"net"
	"os"
)

func main() {
	ip, other := net.ParseIP(os.Getenv("POD_IP")), net.ParseIP(os.Getenv("PEER_IP"))
	tell("binary.BigEndian.Uint32(ip.To4())", func() any { return binary.BigEndian.Uint32(ip.To4()) })
	tell("copy(four[:], ip.To4())", func() any {
		var four [4]byte
		copy(four[:], ip.To4())
		return four
	})
	tell("copy(four[:], ip) of two addresses", func() any {
		var a, b [4]byte
		copy(a[:], ip)
		copy(b[:], other)
		return fmt.Sprint(a, b)
	})
	tell("copy(sixteen[:], ip.To16())", func() any {
		var sixteen [16]byte
		copy(sixteen[:], ip.To16())
		return sixteen
	})
}

func tell(says string, way func() any) {
	defer func() {
		if why := recover(); why != nil {
			fmt.Printf("  %-36s panics: %v\n", says, why)
		}
	}()
	fmt.Printf("  %-36s %v\n", says, way())
}
